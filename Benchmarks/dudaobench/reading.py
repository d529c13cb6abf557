"""How much of labelled plans is read, field by field, and how fast."""

import collections
import json
import pathlib
import resource
import subprocess
import tempfile
import time

from .table import verdict

ROOT = pathlib.Path(__file__).parents[2]
CORPUS = ROOT / "Tests/Corpus/plans"
SEEDS = ROOT.parent / "shared/seeds"
MUST = ("item", "window", "target")


def read(bench, path, year=None):
    command = [bench.binary, "plan", "read", str(path), "--json"] + (["--year", str(year)] if year else [])
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def number(value):
    return "nil" if value is None else f"{value:f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def window(found):
    recurrence = f"@{found['recurrence']}" if found["recurrence"] else ""
    stage = f"#{found['stage']}" if found["stage"] else ""
    return f"{found['start'] or 'nil'}..{found['end'] or 'nil'}{recurrence}{stage}"


def target(found):
    period = f"@{found['period']}" if found["period"] else ""
    return (f"{found['force']} {found['comparison']}{number(found['quantity'])} {found['unit']}|{found['of']}{period}")


def lines(plan):
    """The same lines as `PlanSignature` in the tests makes, by field."""
    found = collections.defaultdict(list)
    for name in ("title", "issuer", "documentNumber", "date", "year", "salutation"):
        if plan[name]:
            found[name].append(f"{name}\t{plan[name]}")
    found["annex"] = [f"annex\t{annex['text']}" for annex in plan["annexes"]]
    found["chapter"] = [f"chapter\t{chapter['number']}\t{chapter['title']}" for chapter in plan["chapters"]]
    for kind, name in (("items", "item"), ("schedule", "schedule")):
        for item in plan[kind]:
            found[name].append(f"{name}\t{item['number']}\t{item['title']}")
            found["window"] += [f"window\t{item['title']}\t{window(one)}" for one in item["windows"]]
            found["target"] += [f"target\t{item['title']}\t{target(one)}" for one in item["targets"]]
    numbers = {item["id"]: item["number"] for item in plan["items"]}
    found["join"] = [f"join\t{row['number']}\t{numbers[row['belongsTo']]}" for row in plan["schedule"] if row["belongsTo"]]
    for one in plan["statements"]:
        change = (f"\t{number(one['change'])} {one['changeUnit']} {one['changeThan']}" if one["change"] is not None else "")
        found["statement"].append(f"statement\t{number(one['quantity'])} {one['unit']}|{one['of']}{change}")
    return found


def same(label, line):
    if "*" not in label:
        return label == line
    left, right = (text.replace("@", "|@").replace("|", " ").split(" ") for text in (label, line))
    return len(left) == len(right) and all(one in ("*", other) for one, other in zip(left, right))


class Agreement:
    """Labels found, labels, and things read."""

    def __init__(self):
        self.found = self.wanted = self.read = 0

    def add(self, wanted, got):
        rest = list(got)
        for label in wanted:
            match = next((line for line in rest if same(label, line)), None)
            if match is not None:
                rest.remove(match)
                self.found += 1
        self.wanted += len(wanted)
        self.read += len(got)

    @property
    def recall(self):
        return self.found / self.wanted if self.wanted else 1

    @property
    def precision(self):
        return self.found / self.read if self.read else 1


def documents(bench, pairs):
    """Precision and recall by field over documents with their labels."""
    fields = collections.defaultdict(Agreement)
    for path, labels in pairs:
        wanted = collections.defaultdict(list)
        for label in labels.read_text().splitlines():
            wanted[label.split("\t")[0]].append(label)
        got = lines(read(bench, path))
        for field in set(wanted) | set(got):
            if field != "flag":
                fields[field].add(wanted[field], got[field])
    return fields


def numbered(bench, file, kind, write):
    """The invented lines, those of one form and year in one document."""
    groups = collections.defaultdict(list)
    for row in (CORPUS / file).read_text().splitlines():
        if not row.startswith("#"):
            form, year, text, wanted = row.split("\t")
            groups[form, year].append((text, wanted.split("; ") if wanted else []))
    forms = collections.defaultdict(Agreement)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "lines.txt"
        for (form, year), group in groups.items():
            path.write_text("".join(f"{place}、{text}\n" for place, (text, _) in enumerate(group, 1)))
            items = {item["number"]: item for item in read(bench, path, year)["items"]}
            for place, (_, wanted) in enumerate(group, 1):
                got = [write(one) for one in items.get(f"{place}、", {kind: []})[kind]]
                if not any("#" in label for label in wanted):
                    got = [line.split("#")[0] for line in got]
                forms[form].add(wanted, got)
    return forms


def rows(title, fields, must):
    every = []
    for name, agreement in sorted(fields.items()):
        within = agreement.precision >= 0.98 and agreement.recall >= 0.98
        bound = name in must
        every.append((f"{title}: {name}", "≥ 0.98" if bound else "",
                      f"precision {agreement.precision:.3f}, recall {agreement.recall:.3f}",
                      f"{agreement.found} of {agreement.wanted}, {agreement.read} read", verdict(within) if bound else ""))
    return every


def speed(bench):
    """Twenty pages of 22 × 28 signs, from exec to the last byte of JSON, beside a start that reads nothing."""
    text = "".join(path.read_text() for path in sorted((CORPUS / "documents").glob("*.txt")))
    with tempfile.TemporaryDirectory() as folder:
        page, empty = pathlib.Path(folder) / "plan.txt", pathlib.Path(folder) / "empty.txt"
        page.write_text((text * 4)[:20 * 22 * 28])
        empty.write_text("一、督政\n")

        def took(path):
            began = time.monotonic()
            read(bench, path)
            return (time.monotonic() - began) * 1000

        took(page)
        whole, spread = bench.repeated(lambda: min(took(page) for _ in range(5)))
        start, _ = bench.repeated(lambda: min(took(empty) for _ in range(5)))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return [("a plan of 20 pages read, program start included", "< 100 ms", f"{whole:.0f} ms ± {spread:.0f} %",
             f"start and one line alone: {start:.0f} ms", verdict(whole < 100)),
            ("memory at it, with everything mapped", "< 500 MB", f"{peak:.0f} MiB", "", verdict(peak < 476))]


def measure(bench):
    made = [(path, path.with_suffix(".tsv")) for path in sorted((CORPUS / "documents").glob("*.txt"))]
    result = speed(bench) + rows("written documents", documents(bench, made), MUST)
    seeds = [(path, CORPUS / f"seeds/{path.name[:3]}.tsv") for path in sorted(SEEDS.glob("*.txt"))]
    seeds = [pair for pair in seeds if pair[1].exists()]
    if seeds:
        result += rows("five real plans", documents(bench, seeds), MUST)
    else:
        result.append(("five real plans", "", "not at hand", "", ""))
    dates, quantities = numbered(bench, "dates.tsv", "windows", window), numbered(bench, "quantities.tsv", "targets", target)
    return result + rows("lines, times", dates, dates) + rows("lines, figures", quantities, quantities)
