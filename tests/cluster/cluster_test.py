# A cluster of Dask on this machine: a scheduler and two workers, each a process of its own. What a calculation in parts
# gives is what one run gives: results, messages, exit status; also when a worker is killed in the middle, when the
# scheduler is stopped and started between two runs, and when nothing more can be
# written (RLIMIT_FSIZE of a worker stands for a full disk); from files and from a database. 77: there is no Dask here.
import csv, os, pathlib, shutil, signal, socket, subprocess, sys, tempfile, time

cepol, root = sys.argv[1], pathlib.Path(sys.argv[2])
try:
    import distributed
except ImportError:
    sys.exit(77)

QUIET = {"DASK_DISTRIBUTED__ADMIN__TICK__LIMIT": "1h", "DASK_DISTRIBUTED__WORKER__MEMORY__TERMINATE": "False"}
environment = {**os.environ, **QUIET, "LC_ALL": "C.UTF-8"}
started = []


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def start(*words, **more):
    one = subprocess.Popen(["/usr/bin/python3", "-B", "-m", *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                           env=environment, **more)
    started.append(one)
    return one


class Cluster:
    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.workers = []
        self.start_scheduler()

    def start_scheduler(self):
        self.scheduler = start("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(self.port),
                               "--no-dashboard", "--no-show")

    def add_worker(self, **more):
        self.workers.append(start("distributed.cli.dask_worker", self.address, "--no-nanny", "--nthreads", "1",
                                  "--no-dashboard", "--host", "127.0.0.1", "--local-directory", str(self.folder), **more))
        return self.workers[-1]

    def wait_for(self, count):
        with distributed.Client(self.address, timeout=30) as client:
            client.wait_for_workers(count, timeout=30)

    def stop_all(self):
        for one in [*self.workers, self.scheduler]:
            one.kill()
            one.wait()


def run(words, cwd, **more):
    return subprocess.run([cepol, *map(str, words)], cwd=cwd, capture_output=True, env=environment, **more)


def files_in(folder):
    return {one.name: one.read_bytes() for one in sorted(pathlib.Path(folder).iterdir())}


def check(what, good, shown=""):
    if not good:
        print(f"FAILED: {what}\n{shown}")
        sys.exit(1)
    print(f"good: {what}")


def same_as_one(what, ran, one, folder):
    check(what + ": exit status", ran.returncode == one.returncode, ran.stderr.decode())
    check(what + ": messages", ran.stderr == one.stderr, one.stderr.decode() + "---\n" + ran.stderr.decode())
    check(what + ": results", files_in(folder) == files_in(folder.parent / "one"))


def larger_roster(folder):
    """The sample's people many times over, under other numbers."""
    sample = root / "policies/nmg/2017-sample"
    shutil.copytree(sample, folder)
    for name, column in (("人员", 0), ("学习", 0)):
        lines = (sample / f"{name}.csv").read_text().splitlines()
        at = lines[0].split(",").index("证书编号")
        check("the sample has the key", at == column)
        copies = [line.replace("NMG17", f"NMG{20 + copy}", 1) for copy in range(60) for line in lines[1:]]
        (folder / f"{name}.csv").write_text("\n".join([*lines, *copies]) + "\n")


def from_database(folder, policy, cluster):
    """The tables in a database that every worker reaches; nothing is done where there is no server to start."""
    sys.path.insert(0, str(root / "tests/database"))
    import server as postgres

    if postgres.programs() is None:
        return
    (folder / "postgres").mkdir()
    with postgres.Server(folder / "postgres") as server:
        server.sql("CREATE DATABASE office", "postgres")
        for file in sorted((root / "policies/nmg/2017-sample").glob("*.csv")):
            rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
            names = ", ".join(f'"{name}"' for name in rows[0])
            quoted = lambda row: "(" + ", ".join("'" + cell.replace("'", "''") + "'" if cell else "NULL" for cell in row) + ")"
            server.sql(f'CREATE TABLE "{file.stem}" (' + ", ".join(f'"{name}" text' for name in rows[0]) + ");"
                       + "".join(f'INSERT INTO "{file.stem}" ({names}) VALUES {quoted(row)};' for row in rows[1:]
                                 if len(row) == len(rows[0])))
        address = server.address()
        one = run(["eval", policy, address, "-o", "database"], folder)
        check("one run from a database", one.returncode == 1, one.stderr.decode())
        ran = run(["cluster", "eval", policy, address, "-o", "from-database", "--scheduler", cluster.address, "--cepol", cepol,
                   "--parts", "3"], folder)
        check("from a database: exit status and messages", (ran.returncode, ran.stderr) == (one.returncode, one.stderr),
              one.stderr.decode() + "---\n" + ran.stderr.decode())
        check("from a database: results", files_in(folder / "from-database") == files_in(folder / "database"))


def main(folder):
    policy = root / "policies/nmg/2017.cepol"
    larger_roster(folder / "roster")
    one = run(["eval", policy, "roster", "-o", "one"], folder)
    check("one run", one.returncode == 1)
    cluster = Cluster(folder / "dask")
    for _ in range(2):
        cluster.add_worker()
    cluster.wait_for(2)

    def on_cluster(out, *more):
        return ["cluster", "eval", policy, "roster", "-o", out, "--scheduler", cluster.address, "--cepol", cepol, *more]

    ran = run(on_cluster("whole", "--parts", "5"), folder)
    same_as_one("two workers", ran, one, folder / "whole")
    check("the folder of parts is gone", not (folder / "whole.parts").exists())

    # One worker is killed in the middle.
    running = subprocess.Popen([cepol, *map(str, on_cluster("killed", "--parts", "40"))], cwd=folder, env=environment,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    for _ in range(600):
        if len(list((folder / "killed.parts").glob("part-*[0-9]"))) >= 3:
            break
        time.sleep(0.05)
    made = len(list((folder / "killed.parts").glob("part-*[0-9]")))
    check("killed in the middle", 3 <= made < 40, str(made))
    cluster.workers[0].kill()
    out, err = running.communicate(timeout=120)
    ran = subprocess.CompletedProcess([], running.returncode, out, err)
    same_as_one("a worker killed in the middle", ran, one, folder / "killed")

    # The scheduler is stopped and started between two runs; the worker comes back by itself or is started again.
    cluster.stop_all()
    cluster.workers = []
    cluster.start_scheduler()
    # Workers that may write files of 2 kB alone, as on a disk that is full: no part is made, and that is said.
    limit = 2048
    import resource

    cluster.add_worker(preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    cluster.wait_for(1)
    ran = run(on_cluster("full", "--parts", "3", "--retries", "1"), folder)
    check("a full disk: exit status", ran.returncode == 2, ran.stderr.decode())
    check("a full disk: said", b"not written" in ran.stderr or b"written" in ran.stderr, ran.stderr.decode())
    check("a full disk: no results", not (folder / "full").exists())
    left = [one.name for one in (folder / "full.parts").iterdir() if one.name.startswith(("part-", "new-"))]
    check("a full disk: no part is left in pieces", left == [], str(left))
    # With room again the run goes on from what is there.
    cluster.add_worker()
    cluster.wait_for(2)
    cluster.workers[0].kill()
    cluster.workers[0].wait()
    ran = run(on_cluster("full", "--parts", "3"), folder)
    same_as_one("after a full disk, with another scheduler", ran, one, folder / "full")

    from_database(folder, policy, cluster)

    # The commands of docs/cluster.md for GNU parallel, where it is installed.
    if shutil.which("parallel"):
        text = (root / "docs/cluster.md").read_text()
        begin = text.index("seq 8 | parallel")
        lines = text[begin : text.index("```", begin)].replace("nmg/2017", str(policy))
        check("a summary", run(["summarize", policy, "roster", "-o", "summary"], folder).returncode == 0)
        done = subprocess.run(["bash", "-c", lines], cwd=folder, capture_output=True,
                              env={**environment, "PATH": f"{pathlib.Path(cepol).parent}:{os.environ['PATH']}", "HOME": str(folder)})
        check("GNU parallel: exit status", done.returncode == 1, done.stderr.decode())
        check("GNU parallel: results", files_in(folder / "results") == files_in(folder / "one"), done.stderr.decode())

    # What the data refuse, the cluster refuses with the same words.
    (folder / "no").mkdir()
    alone = run(["eval", policy, "no", "-o", "x"], folder)
    refused = run(["cluster", "eval", policy, "no", "-o", "x", "--scheduler", cluster.address, "--cepol", cepol,
                   "--retries", "0"], folder)
    check("refused", refused.returncode == 2 and alone.stderr == refused.stderr,
          alone.stderr.decode() + "---\n" + refused.stderr.decode())
    cluster.stop_all()


with tempfile.TemporaryDirectory(prefix="cepol-cluster-") as made:
    try:
        os.chmod(made, 0o755)  # the server of a database runs as another user
        main(pathlib.Path(made))
    finally:
        for process in started:
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
                process.wait()
