import Casework
import CentralService
import Hummingbird
import NIOCore
import SyncProtocol

/// What leads in: who the centre is, letting workstations in, logging in.
let doorResources: [Resource] = [
    Resource(.get, Route.wellKnown, .anybody) { request, _, house in
        house.answer(WellKnown(authority: try house.authority.pem), to: request)
    },
    Resource(.post, Route.devices, .anybody) { request, context, house in
        let enrolment: DeviceEnrolment = try await house.document(request)
        let address = context.address
        let certificate = try await house.workers.run(.write) {
            try house.enrol(enrolment, from: address)
        }
        return house.answer(certificate, to: request)
    },
    Resource(.post, Route.renewal, .device) { request, context, house in
        let renewal: DeviceRenewal = try await house.document(request)
        let presented = try context.presented()
        guard let device = context.device else { throw CentreFailure(.unauthenticated) }
        let certificate = try await house.workers.run(.write) {
            try house.renew(renewal, of: device, presented: presented)
        }
        return house.answer(certificate, to: request)
    },
    Resource(.post, Route.logIn, .device) { request, context, house in
        let asked: LogInRequest = try await house.document(request, limit: 4_096)
        let logIn = LogIn(
            person: asked.person, password: asked.password,
            certificate: try context.presented(), address: context.address)
        let tokens = try await house.workers.run(.password) { try house.registry.logIn(logIn) }
        return house.answer(tokens, to: request)
    },
    Resource(.post, Route.refresh, .device) { request, context, house in
        let asked: RefreshRequest = try await house.document(request, limit: 4_096)
        let certificate = try context.presented()
        let tokens = try await house.workers.run(.write) {
            try house.registry.refresh(asked.refresh, certificate: certificate)
        }
        return house.answer(tokens, to: request)
    },
    Resource(.post, Route.stepUp) { request, context, house in
        let asked: StepUpRequest = try await house.document(request, limit: 4_096)
        guard let who = context.who else { throw CentreFailure(.unauthenticated) }
        let address = context.address
        let until = try await house.workers.run(.password) {
            try house.registry.stepUp(who, password: asked.password, address: address)
        }
        return house.answer(StepUpAnswer(until: until), to: request)
    },
    Resource(.post, Route.logOut) { _, context, house in
        guard let who = context.who else { throw CentreFailure(.unauthenticated) }
        try await house.workers.run(.write) { try house.registry.logOut(who) }
        return Response(status: .noContent)
    },
    Resource(.get, Route.status, .device) { request, _, house in
        let mark = try await house.workers.run(.read) { try house.centre.mark() }
        let status: JSONValue = [
            "state": "ok", "head": mark.head.wire, "durable": mark.durable.wire,
            "epoch": mark.epoch.wire, "serverTime": house.clock().wire,
        ]
        return house.answer(status, to: request)
    },
]

extension CentreHouse {
    fileprivate func enrol(
        _ enrolment: DeviceEnrolment, from address: String
    ) throws -> DeviceCertificate {
        guard let key = hexBytes(enrolment.actKey), key.count == 32,
            isName(enrolment.device.raw)
        else { throw CentreFailure(.malformed, context: "enrolment") }
        let issued = try registry.enrol(
            EnrolmentRequest(
                code: enrolment.code, device: enrolment.device, actKey: key, address: address)
        ) { device, _ in
            try authority.issueDevice(
                csr: enrolment.csr, device: device, now: clock(),
                seconds: registry.limits.certificate)
        }
        return try certificate(issued)
    }

    fileprivate func renew(
        _ renewal: DeviceRenewal, of device: DeviceRecord, presented: String
    ) throws -> DeviceCertificate {
        let issued = try registry.renew(device, presented: presented) { device, _ in
            try authority.issueDevice(
                csr: renewal.csr, device: device, now: clock(),
                seconds: registry.limits.certificate)
        }
        return try certificate(issued)
    }

    private func certificate(_ issued: IssuedCertificate) throws -> DeviceCertificate {
        DeviceCertificate(
            certificate: issued.pem, expires: issued.expires, epoch: try centre.mark().epoch,
            logKey: hexText(centre.logKey))
    }

    /// What a desk calls itself stands in certificates and logs.
    private func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
                    || (0x41...0x5A).contains(byte) || byte == 0x2D
            }
    }
}
