"""cepol cluster eval: a calculation in parts on a cluster of Dask.

Each task runs cepol on a worker, on the folders that all machines share: first the summary of the data in parts, then
each part of the people, which is written to the folder of parts; then cepol combine puts them together here. Retries,
the loss of a worker, and cancelling are Dask's. Parts are written whole by cepol (a temporary name, then its own), so
a part that was begun twice is the same file; those that are complete are not made again by a later run.

Workers need cepol and Debian's python3-distributed, nothing of this file: tasks are sent to them as they are.
"""
import argparse, hashlib, json, os, pathlib, shutil, subprocess, sys

LANGUAGE = ("LC_ALL", "LC_MESSAGES", "LANG")

WORDS = {
    "no dask": (
        "cepol：这台机器没有 Dask；请安装 python3-distributed",
        "cepol: Dask is not installed here; install python3-distributed",
    ),
    "no scheduler": (
        "cepol：连不上调度程序“{}”：{}",
        "cepol: the scheduler “{}” cannot be reached: {}",
    ),
    "failed": ("cepol：{}没有做成：{}", "cepol: {} was not made: {}"),
    "progress": ("{}：{}/{}", "{}: {}/{}"),
    "summary": ("概要", "summary"),
    "parts": ("各份", "parts"),
    "work": (
        "cepol：“{}”里已经有别的东西，请用 --work 另选一个文件夹",
        "cepol: something else lies in “{}”; choose another folder with --work",
    ),
}


def in_english(options):
    if "--lang" in options[:-1]:
        return options[options.index("--lang") + 1] == "en"
    for name in LANGUAGE:
        if os.environ.get(name):
            return not os.environ[name].startswith("zh")
    return True


def arguments(words):
    parser = argparse.ArgumentParser(
        prog="cepol cluster eval",
        allow_abbrev=False,
        description="Decide a roster in parts on a cluster of Dask. Options that are not listed here are those of cepol eval.",
    )
    parser.add_argument("policy")
    parser.add_argument("data", nargs="+", help="as for cepol eval; every worker must have it under the same path")
    parser.add_argument("-o", "--output", help="where cepol combine writes the results; by default standard output")
    parser.add_argument("--scheduler", required=True, help="the address of the scheduler, tcp://host:8786")
    parser.add_argument("--parts", type=int, help="how many parts; by default four for each worker")
    parser.add_argument("--work", help="the folder of the parts, which all machines share; by default OUT.parts")
    parser.add_argument("--keep", action="store_true", help="leave the folder of the parts there")
    parser.add_argument("--format", help="as for cepol combine")
    parser.add_argument("--output-encoding", help="as for cepol combine")
    parser.add_argument("--retries", type=int, default=3, help="how often a part that was not made is tried again")
    parser.add_argument("--cepol", default=os.environ.get("CEPOL", "cepol"), help="the program, as workers find it")
    # Options of cepol eval: an option with its value, or --name=value.
    passed, own, at = [], [], 0
    with_value = {"--on", "--reading", "--empty", "--absent", "--twice", "--encoding", "--delimiter", "--database",
                  "--map", "--corrections", "--engine", "--threads", "--columns", "--lang", "--memory"}
    while at < len(words):
        if words[at].split("=")[0] in with_value:
            passed += words[at].split("=", 1) if "=" in words[at] else words[at : at + 2]
            at += 1 if "=" in words[at] else 2
        else:
            own.append(words[at])
            at += 1
    return parser.parse_args(own), passed


def without(options, names):
    kept = []
    for at in range(0, len(options), 2):
        if options[at] not in names:
            kept += options[at : at + 2]
    return kept


def identity(given, options, parts):
    """What the parts are of. Files with the same size and time are taken for the same; databases always for others."""
    files = []
    for word in [given.policy, given.policy + ".cepol", *given.data, *options]:
        path = word.split("=", 1)[-1]
        for one in [path, *sorted(map(str, pathlib.Path(path).glob("*")))] if os.path.exists(path) else []:
            about = os.stat(one)
            files.append([os.path.abspath(one), about.st_size, about.st_mtime_ns])
    once = os.urandom(8).hex() if any("://" in word for word in given.data) else ""
    text = json.dumps([given.policy, given.data, options, parts, files, once])
    return hashlib.sha256(text.encode()).hexdigest()


def make_folder(folder, name):
    """False: something else lies there. Parts of another calculation are removed."""
    about = folder / "parts-of"
    if folder.exists() and not about.exists() and any(folder.iterdir()):
        return False
    if about.exists() and about.read_text() != name:
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    about.write_text(name)
    return True


def run_all(client, said, what, tasks, given):
    """Runs the tasks that have no file yet. Returns the first refusal, as status and messages; None: all were made."""
    from distributed import as_completed

    folder, environment = os.getcwd(), {name: os.environ.get(name) for name in LANGUAGE}

    def make(words, path):
        # Everything that a worker needs stands here: it is sent the function, not this file.
        import os
        import subprocess

        if os.path.exists(path):
            return 0, ""
        surroundings = {key: value for key, value in os.environ.items() if key not in environment}
        surroundings.update({key: value for key, value in environment.items() if value is not None})
        ran = subprocess.run([*words, "-o", path], cwd=folder, env=surroundings, capture_output=True)
        messages = ran.stderr.decode("utf-8", "replace")
        if ran.returncode not in (0, 2):
            raise RuntimeError(f"cepol ended with {ran.returncode}: {messages}")
        if ran.returncode == 0 and not os.path.exists(path):
            raise RuntimeError(f"{path} is not there")
        return ran.returncode, messages

    def tell(done):
        if sys.stderr.isatty():
            print("\r" + said("progress").format(what, done, len(tasks)), end="\n" if done == len(tasks) else "",
                  file=sys.stderr, flush=True)

    futures = {client.submit(make, words, str(path), key=f"{path}-{os.urandom(4).hex()}", retries=given.retries,
                             pure=False): number for number, (words, path) in enumerate(tasks)}
    answers = {}
    tries = dict.fromkeys(range(len(tasks)), 0)
    queue = as_completed(futures)
    for future in queue:
        number = futures[future]
        if future.status != "finished":
            client.cancel(list(futures))
            return 2, said("failed").format(tasks[number][1], future.exception()) + "\n"
        status, messages = future.result()
        tries[number] += 1
        if status != 0 and tries[number] <= given.retries:
            # A full disk on one machine is refused like wrong data; another machine may do it.
            again = client.submit(make, tasks[number][0], str(tasks[number][1]), key=f"{tasks[number][1]}-{os.urandom(4).hex()}",
                                  retries=given.retries, pure=False)
            futures[again] = number
            queue.add(again)
            continue
        answers[number] = (status, messages)
        if status != 0:
            client.cancel(list(futures))
            return status, messages
        tell(len(answers))
    return 0, answers[0][1] if answers else ""


def main(words):
    if not words or words[0] != "eval":
        print("usage: cepol cluster eval POLICY DATA... -o OUT --scheduler ADDRESS", file=sys.stderr)
        return 2
    given, options = arguments(words[1:])
    english = in_english(options)

    def said(name):
        return WORDS[name][1 if english else 0]

    try:
        from distributed import Client
    except ImportError:
        print(said("no dask"), file=sys.stderr)
        return 2
    try:
        client = Client(given.scheduler, timeout=20)
    except (OSError, ValueError) as why:
        print(said("no scheduler").format(given.scheduler, why), file=sys.stderr)
        return 2
    with client:
        parts = given.parts or max(1, 4 * len(client.scheduler_info()["workers"]))
        folder = pathlib.Path(os.path.abspath(given.work or (given.output or "cepol-results").rstrip("/") + ".parts"))
        if not make_folder(folder, identity(given, options, parts)):
            print(said("work").format(folder), file=sys.stderr)
            return 2
        if "--threads" not in options:
            options += ["--threads", "1"]
        inputs = [given.policy, *given.data]
        of_data = without(options, {"--engine", "--columns", "--reading"})
        summary = folder / "summary"
        if not summary.exists():
            tasks = [([given.cepol, "summarize", *inputs, *of_data, "--part", f"{k}/{parts}"], folder / f"summary-{k}")
                     for k in range(1, parts + 1)]
            status, messages = run_all(client, said, said("summary"), tasks, given)
            if status == 0:
                combined = subprocess.run([given.cepol, "combine", *(path for _, path in tasks), "-o", summary])
                status, messages = combined.returncode, ""
            if status != 0:
                sys.stderr.write(messages)
                return status
        tasks = [([given.cepol, "eval", *inputs, *options, "--part", f"{k}/{parts}", "--summary", str(summary)],
                  folder / f"part-{k}") for k in range(1, parts + 1)]
        status, messages = run_all(client, said, said("parts"), tasks, given)
        sys.stderr.write(messages)
        sys.stderr.flush()
        if status != 0:
            return status
    words = [given.cepol, "combine", *(path for _, path in tasks)]
    for option, value in (("-o", given.output), ("--format", given.format), ("--output-encoding", given.output_encoding)):
        words += [option, value] if value else []
    ran = subprocess.run(words)
    if ran.returncode in (0, 1) and not given.keep:
        shutil.rmtree(folder)
    return ran.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
