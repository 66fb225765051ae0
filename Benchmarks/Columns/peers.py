"""Asks DuckDB, Polars and ClickHouse (chdb) what columns-benchmark was asked, compares the answers, prints the ratios.

    peers.py FOLDER                 writes the survey as Parquet, runs every engine in a process of its own, prints the table
    peers.py FOLDER --engine NAME   one engine

Every engine gets two threads, the data in its own memory, a column with the unit's place in pre-order and one with its
business unit (so that a subtree is a range and not a join), and the best of several ways to put each question.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import time

FOLDER = sys.argv[1]
QUESTIONS = ["Q1", "Q2", "Q3", "Q4", "Q5a", "Q5b", "Q6", "Q7", "Q8"]
TITLES = {
    "Q1": "all: NPS, mean, interval, histogram",
    "Q2": "the same by 2,000 units x 36 months",
    "Q3": "by business unit, three filters, four waves",
    "Q4": "roll-up of the whole tree with a filter",
    "Q5a": "24 x 24 correlations, business unit of 5 %",
    "Q5b": "24 x 24 correlations, all",
    "Q6": "weekly trend of a business unit with a filter",
    "Q7": "12 x 35 cross-tab",
    "Q8": "largest significant changes between two waves",
}
REACH = {"Q1": 10, "Q2": 20, "Q3": 8, "Q4": 8, "Q5a": 10, "Q5b": 5, "Q6": 20, "Q7": 5, "Q8": 10}
RATINGS = [f"i{i}" for i in range(24)]
SEGMENTS = [f"s{i}" for i in range(10)]
PAIRS = [(f"i{a}", f"i{b}") for a in range(24) for b in range(a)]
SCORES = range(11)
# Beyond this many seconds a question is asked once, not several times.
SLOW = 4.0


def path(name):
    return os.path.join(FOLDER, name)


class Tree:
    def __init__(self):
        import numpy as np

        self.parents = np.fromfile(path("parents.i32"), dtype=np.int32)
        count = len(self.parents)
        children = [[] for _ in range(count)]
        for unit, parent in enumerate(self.parents):
            if parent >= 0:
                children[parent].append(unit)
        self.pre = np.zeros(count, dtype=np.uint16)
        self.end = np.zeros(count, dtype=np.int64)
        self.business = np.full(count, 255, dtype=np.uint8)
        self.closure = []
        place = 0

        def visit(unit, above):
            nonlocal place
            self.pre[unit] = place
            place += 1
            line = above + [unit]
            self.closure += [(ancestor, unit) for ancestor in line]
            if len(line) > 1:
                self.business[unit] = line[1] - 10
            for child in children[unit]:
                visit(child, line)
            self.end[unit] = place

        for unit in range(count):
            if self.parents[unit] < 0:
                visit(unit, [])


def make_parquet():
    import numpy as np
    import polars as pl

    if os.path.exists(path("survey.parquet")):
        return
    tree = Tree()
    unit = np.fromfile(path("unit.u16"), dtype=np.uint16)
    columns = {"unit": unit, "pre": tree.pre[unit], "business": tree.business[unit]}
    for name in ["month", "week", "score"] + RATINGS + SEGMENTS:
        columns[name] = np.fromfile(path(f"{name}.u8"), dtype=np.uint8)
    frame = pl.DataFrame(columns)
    nullable = ["score"] + RATINGS
    frame = frame.with_columns([pl.when(pl.col(n) == 255).then(None).otherwise(pl.col(n)).alias(n) for n in nullable])
    frame.write_parquet(path("survey.parquet"))
    ancestors = np.array(tree.closure, dtype=np.uint16)
    pl.DataFrame({"ancestor": ancestors[:, 0], "unit": ancestors[:, 1]}).write_parquet(path("closure.parquet"))


# What comes back: a table with key columns and the fifteen figures, laid out on the whole grid for comparison.


def grid(table, keys, sizes, offsets=None):
    """A dict of arrays to the figures in the order of the Swift side: n, mean, half-width, NPS, rows for each score."""
    import numpy as np

    answer = np.zeros((int(np.prod(sizes)) if sizes else 1, 15))
    index = np.zeros(len(table["n"]), dtype=np.int64)
    for key, size in zip(keys, sizes):
        index = index * size + np.asarray(table[key]).astype(np.int64)
    names = ["n", "mean", "hw", "nps"] + [f"c{s}" for s in SCORES]
    for position, name in enumerate(names):
        values = np.asarray(table[name], dtype=np.float64)
        answer[index, position] = np.nan_to_num(values)
    return answer.ravel()


def changes(table):
    """Unit, wave, n, sum and squares to the twenty largest changes with |z| > 1.96; a few microseconds."""
    import numpy as np

    waves = {}
    for wave in (0, 1):
        chosen = np.asarray(table["wave"]) == wave
        sums = np.zeros((2000, 3))
        units = np.asarray(table["ancestor"])[chosen].astype(np.int64)
        for position, name in enumerate(["n", "total", "squares"]):
            sums[units, position] = np.asarray(table[name], dtype=np.float64)[chosen]
        waves[wave] = sums
    with np.errstate(divide="ignore", invalid="ignore"):
        means = {w: s[:, 1] / s[:, 0] for w, s in waves.items()}
        variances = {w: (s[:, 2] - s[:, 0] * means[w] ** 2) / (s[:, 0] - 1) for w, s in waves.items()}
        error = np.sqrt(variances[0] / waves[0][:, 0] + variances[1] / waves[1][:, 0])
        difference = means[1] - means[0]
        z = difference / error
    units = np.flatnonzero((waves[0][:, 0] >= 30) & (waves[1][:, 0] >= 30) & (np.abs(z) > 1.96))
    units = units[np.argsort(-np.abs(difference[units]), kind="stable")][:20]
    return np.column_stack([units, difference[units], z[units]]).ravel()


# SQL that DuckDB and ClickHouse share.


def figures_once(keys, where, count_if):
    counts = ", ".join(f"{count_if(f'score = {s}')} AS c{s}" for s in SCORES)
    return f"""
        SELECT {keys}{',' if keys else ''} n, mean, 1.96 * sqrt(var / n) AS hw,
               100.0 * ((c9 + c10) - (c0 + c1 + c2 + c3 + c4 + c5 + c6)) / n AS nps, {', '.join(f'c{s}' for s in SCORES)}
        FROM (SELECT {keys}{',' if keys else ''} count(score) AS n, avg(score) AS mean, var_samp(score) AS var, {counts}
              FROM r WHERE {where} {'GROUP BY ' + keys if keys else ''}) AS once"""


def figures_twice(keys, where, sum_if, source=None):
    counts = ", ".join(f"{sum_if('k', f'score = {s}')} AS c{s}" for s in SCORES)
    inner = source or f"SELECT {keys}{',' if keys else ''} score, count(*) AS k FROM r WHERE {where} GROUP BY {keys}{',' if keys else ''} score"
    return f"""
        SELECT {keys}{',' if keys else ''} n, total / n AS mean, 1.96 * sqrt((squares - n * (total / n) * (total / n)) / (n - 1) / n) AS hw,
               100.0 * ((c9 + c10) - (c0 + c1 + c2 + c3 + c4 + c5 + c6)) / n AS nps, {', '.join(f'c{s}' for s in SCORES)}
        FROM (SELECT {keys}{',' if keys else ''} CAST(sum(k) AS DOUBLE) AS n, CAST(sum(k * score) AS DOUBLE) AS total,
                     CAST(sum(k * score * score) AS DOUBLE) AS squares, {counts}
              FROM ({inner}) AS inside {'GROUP BY ' + keys if keys else ''}) AS twice"""


def rolled_up(sum_if, where):
    inner = f"""SELECT ancestor, score, k FROM
        (SELECT unit, score, count(*) AS k FROM r WHERE {where} GROUP BY unit, score) AS own
        JOIN closure ON own.unit = closure.unit"""
    return figures_twice("ancestor", "", sum_if, inner)


def waves(where):
    return f"""
        SELECT ancestor, wave, sum(n) AS n, sum(total) AS total, sum(squares) AS squares FROM
        (SELECT unit, month >= 30 AS wave, count(*) AS n, sum(score) AS total,
                sum(CAST(score AS INTEGER) * CAST(score AS INTEGER)) AS squares
         FROM r WHERE month >= 27 AND month < 33 AND {where} GROUP BY unit, wave) AS own
        JOIN closure ON own.unit = closure.unit GROUP BY ancestor, wave"""


def sql_questions(run, has_score, count_if, sum_if, correlation, unit_range):
    three = "month >= 12 AND month < 24 AND s0 = 1 AND s3 IN (0, 1, 2) AND s6 IN (0, 2, 4, 6, 8, 10)"
    low, high = unit_range
    inside = f"pre >= {low} AND pre < {high}"
    correlations = f"SELECT {', '.join(correlation(a, b) + f' AS {a}_{b}' for a, b in PAIRS)} FROM r"

    def both(keys, where):
        return [figures_once(keys, f"{where} AND {has_score}", count_if), figures_twice(keys, f"{where} AND {has_score}", sum_if)]

    def asked(texts, finish):
        return [((lambda text=text: run(text)), finish) for text in texts]

    def pairs(table):
        import numpy as np

        return np.array([float(np.asarray(table[f"{a}_{b}"])[0]) for a, b in PAIRS])

    def cross(table):
        import numpy as np

        answer = np.zeros((12, 35))
        answer[np.asarray(table["s6"]).astype(int), np.asarray(table["s8"]).astype(int)] = np.asarray(table["k"])
        return answer.ravel()

    return {
        "Q1": asked(both("", "1 = 1"), lambda t: grid(t, [], [])),
        "Q2": asked(both("month, unit", "1 = 1"), lambda t: grid(t, ["month", "unit"], [36, 2000])),
        "Q3": asked(both("business", three + " AND business <> 255"), lambda t: grid(t, ["business"], [60])),
        "Q4": asked([rolled_up(sum_if, f"s8 < 30 AND {has_score}")], lambda t: grid(t, ["ancestor"], [2000])),
        "Q5a": asked([f"{correlations} WHERE {inside}"], pairs),
        "Q5b": asked([correlations], pairs),
        "Q6": asked(both("week", f"{inside} AND s3 = 2"), lambda t: grid(t, ["week"], [157])),
        "Q7": asked(["SELECT s6, s8, count(*) AS k FROM r GROUP BY s6, s8"], cross),
        "Q8": asked([waves(has_score)], changes),
    }


def duckdb_questions(unit_range):
    import duckdb

    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    connection.execute(f"CREATE TABLE r AS SELECT * FROM '{path('survey.parquet')}'")
    connection.execute(f"CREATE TABLE closure AS SELECT * FROM '{path('closure.parquet')}'")
    return duckdb.__version__, sql_questions(
        lambda text: connection.execute(text).fetchnumpy(),
        "score IS NOT NULL",
        lambda condition: f"count(*) FILTER ({condition})",
        lambda value, condition: f"coalesce(sum({value}) FILTER ({condition}), 0)",
        lambda a, b: f"corr({a}, {b})",
        unit_range,
    )


def chdb_questions(unit_range):
    import chdb
    import pyarrow as pa
    from chdb import session

    opened = session.Session()

    def run(text):
        answer = opened.query(text + " SETTINGS max_threads = 2", "Arrow").bytes()
        table = pa.ipc.open_file(pa.BufferReader(answer)).read_all()
        return {name: table[name].to_numpy() for name in table.column_names}

    # 255 for none, which this engine counts faster than nullable columns.
    plain = ["unit", "pre", "business", "month", "week"] + SEGMENTS
    columns = [f"assumeNotNull({n}) AS {n}" for n in plain] + [f"ifNull({n}, 255) AS {n}" for n in ["score"] + RATINGS]
    opened.query("CREATE DATABASE IF NOT EXISTS b ENGINE = Atomic")
    opened.query("USE b")
    opened.query(
        f"CREATE TABLE r ENGINE = Memory AS SELECT {', '.join(columns)} FROM file('{path('survey.parquet')}', Parquet)"
    )
    opened.query(
        f"CREATE TABLE closure ENGINE = Memory AS SELECT assumeNotNull(ancestor) AS ancestor, assumeNotNull(unit) AS unit FROM file('{path('closure.parquet')}', Parquet)"
    )
    return chdb.__version__, sql_questions(
        run,
        "score != 255",
        lambda condition: f"countIf({condition})",
        lambda value, condition: f"sumIf({value}, {condition})",
        lambda a, b: f"corrIf({a}, {b}, {a} != 255 AND {b} != 255)",
        unit_range,
    )


def polars_questions(unit_range):
    import numpy as np
    import polars as pl

    frame = pl.read_parquet(path("survey.parquet")).rechunk()
    closure = pl.read_parquet(path("closure.parquet"))
    low, high = unit_range
    c = pl.col

    def figures(n, total, squares, rows):
        mean = total / n
        return [
            n.alias("n"),
            mean.alias("mean"),
            (1.96 * ((squares - n * mean * mean) / (n - 1) / n).sqrt()).alias("hw"),
            (100.0 * (rows(c("score") >= 9) - rows(c("score") <= 6)) / n).alias("nps"),
        ] + [rows(c("score") == s).alias(f"c{s}") for s in SCORES]

    wide = c("score").cast(pl.Float64)
    once = figures(wide.count().cast(pl.Float64), wide.sum(), (wide * wide).sum(), lambda e: e.sum().cast(pl.Float64))
    weight = c("len").cast(pl.Float64)
    twice = figures(
        weight.sum(), (weight * wide).sum(), (weight * wide * wide).sum(), lambda e: weight.filter(e).sum()
    )

    def ways(keys, condition, finish):
        rows = frame.lazy().filter(condition & c("score").is_not_null()) if condition is not None else frame.lazy().filter(c("score").is_not_null())
        if keys:
            plans = [rows.group_by(keys).agg(once), rows.group_by(keys + ["score"]).len().group_by(keys).agg(twice)]
        else:
            plans = [rows.select(once), rows.group_by("score").len().select(twice), frame.lazy().group_by("score").len().filter(c("score").is_not_null()).select(twice)]
        return runs(plans, finish)

    def runs(plans, finish):
        found = []
        for plan in plans:
            for engine in ["in-memory", "streaming"]:
                found.append(((lambda plan=plan, engine=engine: plan.collect(engine=engine)), lambda t: finish(t.to_dict(as_series=False))))
        return found

    def correlations(rows):
        return runs([rows.select([pl.corr(c(a), c(b)).alias(f"{a}_{b}") for a, b in PAIRS])], lambda t: np.array([t[f"{a}_{b}"][0] for a, b in PAIRS]))

    def cross(table):
        answer = np.zeros((12, 35))
        answer[np.array(table["s6"]), np.array(table["s8"])] = np.array(table["len"])
        return answer.ravel()

    inside = (c("pre") >= low) & (c("pre") < high)
    three = (c("month") >= 12) & (c("month") < 24) & (c("s0") == 1) & c("s3").is_in([0, 1, 2]) & c("s6").is_in([0, 2, 4, 6, 8, 10])
    rolled = (
        frame.lazy().filter((c("s8") < 30) & c("score").is_not_null()).group_by(["unit", "score"]).len()
        .join(closure.lazy(), on="unit").group_by("ancestor").agg(twice)
    )
    moved = (
        frame.lazy().filter((c("month") >= 27) & (c("month") < 33) & c("score").is_not_null())
        .group_by(["unit", (c("month") >= 30).alias("wave"), "score"]).len()
        .join(closure.lazy(), on="unit").group_by(["ancestor", "wave"])
        .agg([weight.sum().alias("n"), (weight * wide).sum().alias("total"), (weight * wide * wide).sum().alias("squares")])
    )
    return pl.__version__, {
        "Q1": ways([], None, lambda t: grid(t, [], [])),
        "Q2": ways(["month", "unit"], None, lambda t: grid(t, ["month", "unit"], [36, 2000])),
        "Q3": ways(["business"], three & (c("business") != 255), lambda t: grid(t, ["business"], [60])),
        "Q4": runs([rolled], lambda t: grid(t, ["ancestor"], [2000])),
        "Q5a": correlations(frame.lazy().filter(inside)),
        "Q5b": correlations(frame.lazy()),
        "Q6": ways(["week"], inside & (c("s3") == 2), lambda t: grid(t, ["week"], [157])),
        "Q7": runs([frame.lazy().group_by(["s6", "s8"]).len()], cross),
        "Q8": runs([moved], lambda t: changes(t)),
    }


ENGINES = {"duckdb": duckdb_questions, "polars": polars_questions, "chdb": chdb_questions}


def ours(name):
    import numpy as np

    answer = np.fromfile(path(f"answer-{name}.f64"))
    return answer[1::2] if name.startswith("Q5") else answer


def differs(name, theirs):
    """Why an answer isn't ours; nothing when it is."""
    import numpy as np

    mine = ours(name)
    if mine.shape != theirs.shape:
        return f"shape {theirs.shape}, ours {mine.shape}"
    # Counts must be equal; what is worked out from them agrees to rounding (single precision sums of squares lose more).
    if name in ("Q1", "Q2", "Q3", "Q4", "Q6"):
        a, b = mine.reshape(-1, 15), theirs.reshape(-1, 15)
        exact = [0] + list(range(4, 15))
        if not np.array_equal(a[:, exact], b[:, exact]):
            return f"{(a[:, exact] != b[:, exact]).sum()} counts differ"
        wide = a[:, 0] > 1
        mine, theirs = a[wide], b[wide]
    if not np.allclose(mine, theirs, rtol=1e-8, atol=1e-8):
        return f"figures differ by up to {np.nanmax(np.abs(mine - theirs))}"
    return None


def ask(engine):
    tree = Tree()
    with open(path("questions.json")) as file:
        unit = json.load(file)["business unit"]
    start = time.perf_counter()
    version, questions = ENGINES[engine]((int(tree.pre[unit]), int(tree.end[unit])))
    report = {"version": version, "load s": time.perf_counter() - start, "questions": {}}
    report["resident MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for name in QUESTIONS:
        best = None
        for run, finish in questions[name]:
            start = time.perf_counter()
            answer = run()
            first = time.perf_counter() - start
            problem = differs(name, finish(answer))
            if problem:
                report["questions"].setdefault(name, {})["problem"] = problem
                continue
            # The best of three rounds, as the columns have it; what is slow is asked less.
            rounds = [[first]] if first >= SLOW else []
            for _ in range(0 if first >= SLOW else 3 if first < 0.5 else 1):
                times = []
                for _ in range(7 if first < 0.5 else 3):
                    start = time.perf_counter()
                    run()
                    times.append(time.perf_counter() - start)
                rounds.append(times)
            median = min(statistics.median(times) for times in rounds) * 1000
            if best is None or median < best["median"]:
                best = {"median": median, "shortest": min(min(times) for times in rounds) * 1000}
        report["questions"].setdefault(name, {}).update(best or {})
    with open(path(f"{engine}.json"), "w") as file:
        json.dump(report, file, indent=2)


def main():
    make_parquet()
    with open(path("columns.json")) as file:
        columns = json.load(file)
    peers, equal = {}, True
    for engine in ENGINES:
        environment = dict(os.environ, POLARS_MAX_THREADS="2")
        subprocess.run([sys.executable, __file__, FOLDER, "--engine", engine], check=True, env=environment)
        with open(path(f"{engine}.json")) as file:
            peers[engine] = json.load(file)
    print(f"{columns['rows']:,} responses, two threads, medians in ms [shortest]; load average {os.getloadavg()[0]:.1f}")
    print("peers:", ", ".join(f"{e} {p['version']} ({p['resident MB']:.0f} MB at most while loading)" for e, p in peers.items()))
    print()
    print("| question | columns | " + " | ".join(peers) + " | ratio to the best | reach | |")
    print("|---|---|" + "---|" * (len(peers) + 3))
    bandwidth = columns["figures"]["memory bandwidth GB/s"]
    for name in QUESTIONS:
        mine = columns["timings"][name]
        cells, times = [], []
        for engine, peer in peers.items():
            answer = peer["questions"][name]
            if "problem" in answer:
                equal = False
                print(f"{engine} {name}: {answer['problem']}", file=sys.stderr)
            if "median" in answer:
                times.append(answer["median"])
                cells.append(f"{answer['median']:.1f} [{answer['shortest']:.1f}]")
            else:
                cells.append("other answer")
        ratio = min(times) / mine["median"] if times else float("nan")
        reached = "reached" if ratio >= REACH[name] else "not reached"
        print(f"| {name} {TITLES[name]} | {mine['median']:.2f} [{mine['shortest']:.2f}] | {' | '.join(cells)} | {ratio:.1f} x | {REACH[name]} x | {reached} |")
    print()
    print(f"Roofline: memory gives {bandwidth:.1f} GB/s to two threads; what is above it came from the processor's caches.")
    for name in QUESTIONS:
        rate = columns["bytes"][name] / columns["timings"][name]["median"] / 1e6
        share = rate / bandwidth
        reason = "" if share >= 1 / 3 else " " + WHY[name]
        print(f"- {name}: {columns['bytes'][name] / 1e6:.1f} MB touched, {rate:.1f} GB/s, {share:.0%} of the bandwidth.{reason}")
    print()
    for name, value in columns["figures"].items():
        print(f"- {name}: {value:.1f}" if value >= 10 else f"- {name}: {value:.2f}")
    if not equal:
        sys.exit("an answer differs")
    print("\nAll answers are equal.")


WHY = {
    "Q1": "Five megabytes stay in the cache; starting a second thread takes as long as a tenth of the counting.",
    "Q2": "69,000 cells of about 145 rows: thirteen population counts for each started word, then fifteen figures for each of 72,000 cells, are the work, not the reading.",
    "Q3": "Only the rows of four waves are read, in a third of a millisecond; sharing the work out is a good part of it.",
    "Q4": "A cell ends about every 145 rows, so counting is a word at a time: population counts are the limit.",
    "Q5a": "552 inner products of bytes a row: multiplication is the limit.",
    "Q5b": "552 inner products of bytes a row: multiplication is the limit.",
    "Q6": "Less than a megabyte is read; laying out ranges and starting threads is most of the time.",
    "Q7": "One counter written a row: the store port is the limit, not the bus.",
    "Q8": "Less than a megabyte is read; rolling up and finishing 2,000 units twice is most of the time.",
}

if __name__ == "__main__":
    if "--engine" in sys.argv:
        ask(sys.argv[sys.argv.index("--engine") + 1])
    else:
        main()
