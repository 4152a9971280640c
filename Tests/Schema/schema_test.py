"""Lets Schemathesis loose on a centre of its own.

    python3 schema_test.py AMTSZENTRALE OPENAPI.YAML [EXAMPLES]

Sets up a throw-away centre, serves it on a free port of 127.0.0.1, lets a workstation in, logs a
person in, and runs Schemathesis over the interface document, without the endless stream of hints.
Afterwards the service must still answer, its log must be as long as before, and its store whole.
"""

import json
import os
import re
import secrets
import ssl
import subprocess
import sys
import tempfile
import urllib.request

PASSWORD = "drei Enten im Teich"
HERE = os.path.dirname(os.path.abspath(__file__))
LONGEST = 150


class Centre:
    """A service with a folder of its own, for as long as the block lasts."""

    def __init__(self, program, folder):
        self.program = program
        self.folder = os.path.join(folder, "zentrale")
        self.keys = folder
        self.service = None

    def __enter__(self):
        self.do("einrichten", self.folder, "--name", "localhost", "--name", "127.0.0.1",
                "--einheit", "bbv:Bau:BBV", "--verwaltung", "admin", password=True)
        self.do("benutzer", "neu", "mhuber", "M. Huber", "--rolle", "bbv:sachbearbeitung",
                "--daten", self.folder, password=True)
        self.log = open(os.path.join(self.keys, "dienst.log"), "w+")
        self.service = subprocess.Popen(
            [self.program, "dienst", "--daten", self.folder, "--adresse", "127.0.0.1",
             "--port", "0"], stderr=subprocess.PIPE, text=True)
        for line in self.service.stderr:
            found = re.search(r"Port (\d+)", line)
            if found:
                self.url = f"https://127.0.0.1:{found.group(1)}"
                break
        else:
            raise SystemExit("der Dienst ist nicht gestartet")
        # What it says from here on goes to the file, so that its pipe never fills.
        self.reader = subprocess.Popen(["cat"], stdin=self.service.stderr, stdout=self.log)
        return self

    def __exit__(self, *_):
        self.service.terminate()
        self.service.wait(30)
        self.reader.wait(5)

    def do(self, *arguments, password=False):
        ran = subprocess.run(
            [self.program, *arguments], text=True, capture_output=True,
            input=PASSWORD + "\n" if password else "")
        if ran.returncode != 0:
            raise SystemExit(f"{arguments[0]}: {ran.stderr}")
        return ran.stdout.strip()

    def ask(self, method, path, document=None, token=None, certificate=True):
        context = ssl.create_default_context(cafile=os.path.join(self.folder, "ca.pem"))
        if certificate:
            context.load_cert_chain(self.certificate, self.key)
        headers = {"Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        request = urllib.request.Request(
            self.url + path, method=method, headers=headers,
            data=None if document is None else json.dumps(document).encode())
        with urllib.request.urlopen(request, context=context, timeout=30) as answer:
            return json.load(answer)

    def enrol(self):
        self.key = os.path.join(self.keys, "geraet.key")
        self.certificate = os.path.join(self.keys, "geraet.pem")
        request = os.path.join(self.keys, "geraet.csr")
        subprocess.run(
            ["openssl", "req", "-new", "-newkey", "ec", "-pkeyopt",
             "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=geraet-1", "-keyout", self.key,
             "-out", request], check=True, capture_output=True)
        ticket = self.do("geraet", "code", "Probe", "--daten", self.folder)
        issued = self.ask(
            "POST", "/v1/devices",
            {"code": ticket.split(".")[0], "dev": "geraet-1", "csr": open(request).read(),
             "actKey": secrets.token_hex(32)}, certificate=False)
        with open(self.certificate, "w") as file:
            file.write(issued["certificate"])

    def log_in(self):
        return self.ask(
            "POST", "/v1/auth/login", {"person": "mhuber", "password": PASSWORD})["access"]

    def state(self):
        """Length of the log, and whether the store is whole."""
        head = self.ask("GET", "/v1/status")["head"]
        return head, "Unversehrt   ja" in self.do("status", "--daten", self.folder)

    def resident(self):
        """Megabytes in memory."""
        with open(f"/proc/{self.service.pid}/status") as file:
            return int(re.search(r"VmHWM:\s+(\d+)", file.read()).group(1)) // 1024


def fuzz(centre, document, examples, *selection):
    """True where nothing was found."""
    command = [
        os.path.join(os.path.dirname(sys.executable), "schemathesis"),
        "--config-file", os.path.join(HERE, "schemathesis.toml"), "run", document,
        "--url", centre.url, "--tls-verify", os.path.join(centre.folder, "ca.pem"),
        "--request-cert", centre.certificate, "--request-cert-key", centre.key,
        "--header", f"Authorization: Bearer {centre.log_in()}",
        "--max-examples", examples, "--seed", "7", "--rate-limit", "90/s",
        "--request-timeout", "20", "--suppress-health-check", "all", "--warnings", "off",
        "--continue-on-failure", *selection,
    ]
    return subprocess.run(
        command, timeout=LONGEST, cwd=centre.keys, stdin=subprocess.DEVNULL).returncode == 0


def without_following(document, folder):
    """The document without the parameter by which an answer goes on and on."""
    path = os.path.join(folder, "openapi.yaml")
    with open(document) as source, open(path, "w") as copy:
        copy.writelines(line for line in source if "name: follow" not in line)
    return path


def main(program, document, examples="20"):
    with tempfile.TemporaryDirectory() as folder, Centre(
            os.path.abspath(program), folder) as centre:
        document = without_following(document, folder)
        centre.enrol()
        before = centre.state()
        good = fuzz(
            centre, document, examples, "--exclude-path", "/v1/events",
            "--exclude-path", "/v1/auth/logout")
        # Whoever logs out is out: this one comes last, with a log-in of its own.
        good = fuzz(centre, document, examples, "--include-path", "/v1/auth/logout") and good
        after = centre.state()
        print(f"Protokoll vorher und nachher (Länge, unversehrt): {before}, {after}; "
              f"Spitze des Speichers {centre.resident()} MB")
        centre.log.flush()
        return 0 if good and before == after == (before[0], True) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
