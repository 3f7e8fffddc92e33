# A server of PostgreSQL of the test's own: in a temporary folder, on a socket there, stopped at the end in any case.
import ctypes, glob, os, pathlib, pwd, shutil, signal, subprocess, time


def programs():
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
    return pathlib.Path(found[-1]).parent if found else None


class Server:
    def __init__(self, folder):
        self.bin, self.folder = programs(), pathlib.Path(folder)
        os.chmod(folder, 0o755)
        self.data, self.sockets = self.folder / "cluster", self.folder / "s"
        for one in (self.data, self.sockets):
            one.mkdir()
        self.account = {}
        if os.getuid() == 0:  # the server refuses to run as root
            user = pwd.getpwnam("postgres" if "postgres" in [one.pw_name for one in pwd.getpwall()] else "nobody")
            self.account = dict(user=user.pw_uid, group=user.pw_gid, extra_groups=[])
            for one in (self.data, self.sockets):
                os.chown(one, user.pw_uid, user.pw_gid)
        self.process = None

    def __enter__(self):
        self.environment = {**os.environ, "LC_ALL": "C.UTF-8", "PGHOST": str(self.sockets)}
        subprocess.run([self.bin / "initdb", "-D", self.data, "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "-A",
                        "trust", "--no-sync"], check=True, capture_output=True, cwd=self.folder, env=self.environment,
                       **self.account)
        # The clerk needs a password.
        (self.data / "pg_hba.conf").write_text("local all clerk scram-sha-256\nlocal all all trust\n")

        def with_parent():  # it ends when the test does, however that ends
            ctypes.CDLL(None).prctl(1, signal.SIGINT)

        self.log = open(self.folder / "log", "wb")
        self.process = subprocess.Popen([self.bin / "postgres", "-D", self.data, "-k", self.sockets, "-h", "", "-F"],
                                        stdout=self.log, stderr=self.log, cwd=self.folder, env=self.environment,
                                        preexec_fn=with_parent, **self.account)
        for _ in range(300):
            if subprocess.run([self.bin / "pg_isready", "-h", self.sockets], capture_output=True).returncode == 0:
                return self
            time.sleep(0.1)
        self.__exit__()
        raise RuntimeError("the server does not start: " + (self.folder / "log").read_text())

    def __exit__(self, *_):
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)  # ends its connections
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.log.close()

    # What the statements print, a line a row.
    def sql(self, text, database="office"):
        done = subprocess.run([self.bin / "psql", "-h", self.sockets, "-U", "postgres", "-d", database, "-XAtq", "-v",
                               "ON_ERROR_STOP=1"], input=text, capture_output=True, text=True, env=self.environment)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        return done.stdout

    # As the user types it.
    def address(self, user="postgres", password=None, database="office", **more):
        host = str(self.sockets).replace("/", "%2F")
        parameters = "&".join(f"{name}={value}" for name, value in more.items())
        return (f"postgresql://{user}{':' + password if password else ''}@{host}/{database}"
                + ("?" + parameters if parameters else ""))
