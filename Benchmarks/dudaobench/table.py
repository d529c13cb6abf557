"""The one table that comes out."""

HEADS = ("work", "budget", "figure", "beside", "")


def verdict(*within):
    return "pass" if all(within) else "MISS"


def text(rows):
    """The rows as a Markdown table whose columns line up."""
    rows = [HEADS, *rows]
    widths = [max(len(str(row[column])) for row in rows) for column in range(len(HEADS))]
    lines = ["| " + " | ".join(str(cell).ljust(width) for cell, width in zip(row, widths)) + " |" for row in rows]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines) + "\n"
