/// What one seed is made of. Every chance is drawn, and many are none at all (swarm): a seed with
/// few kinds of faults goes deeper than one with all of them.
package struct Plan: Sendable {
    package var seed: UInt64
    /// The centre is on another machine: desks sign, and see the cases of their units only.
    package var networked: Bool
    package var desks: Int
    package var personsPerDesk: Int
    /// Of a thousand requests.
    package var requestLost: Int
    package var answerLost: Int
    package var duplicate: Int
    package var late: Int
    package var staleAnswer: Int
    package var smallPage: Int
    /// A piece of a snapshot is altered.
    package var wrongPart: Int
    /// A page comes as bytes that something happened to.
    package var broken: Int
    /// Another request goes through while one waits for news.
    package var interrupt: Int
    /// Of a thousand turns of the fault lane of a desk.
    package var deskCrash: Int
    package var powerLoss: Int
    package var stopMidway: Int
    package var deskFull: Int
    package var deskSync: Int
    package var deskWrite: Int
    package var damage: Int
    package var partition: Int
    /// Of a thousand turns of the centre's fault lane.
    package var centreCrash: Int
    package var centreDown: Int
    package var centreFull: Int
    package var centreSync: Int
    package var backup: Int
    package var restore: Int
    package var clockJump: Int
    package var officeChange: Int
    /// A desk is stolen, and its device let in no longer.
    package var theft: Int
    package var hostile: Int
    /// How often a clerk works on a case of the moment, and with what was read some time ago.
    package var burst: Int
    package var stale: Int
    package var illegal: Int

    package init(seed: UInt64) {
        self.seed = seed
        var dice = Dice(seed, 0, 0, .faults)
        func swarm(_ most: Int) -> Int { dice.below(2) == 0 ? 0 : 1 + dice.below(most) }
        networked = dice.below(2) == 0
        desks = dice.between(3, 5)
        personsPerDesk = dice.between(2, 3)
        requestLost = swarm(250)
        answerLost = swarm(250)
        duplicate = swarm(150)
        late = swarm(100)
        staleAnswer = swarm(80)
        smallPage = swarm(500)
        deskCrash = swarm(250)
        powerLoss = dice.below(1_001)
        stopMidway = dice.below(1_001)
        deskFull = swarm(200)
        deskSync = swarm(200)
        deskWrite = swarm(200)
        damage = swarm(30)
        partition = swarm(300)
        centreCrash = swarm(250)
        centreDown = swarm(200)
        centreFull = swarm(100)
        centreSync = swarm(100)
        backup = swarm(300)
        restore = dice.below(4) == 0 ? 1 + dice.below(60) : 0
        clockJump = swarm(300)
        officeChange = swarm(300)
        hostile = swarm(500)
        burst = dice.between(200, 900)
        stale = swarm(600)
        illegal = dice.between(50, 100)
        wrongPart = swarm(150)
        interrupt = swarm(500)
        broken = swarm(200)
        theft = dice.below(5) == 0 ? 1 + dice.below(40) : 0
    }
}
