// form[data-collection]: while a value is typed, says what is unusual about it and adds the sums up; refuses nothing.

const rowOf = (input) => input.closest("tr");
const normal = (text) => text.normalize("NFKC").replace(/[,，\s]/g, "");

// Ten-thousandths, as the server counts, so that sums are exact.
const scaled = (text) => {
  const found = /^(\d{1,10})(?:\.(\d{1,4}))?$/.exec(normal(text));
  return found ? BigInt(found[1]) * 10_000n + BigInt((found[2] ?? "").padEnd(4, "0")) : undefined;
};

const plain = (value) => {
  const rest = (value % 10_000n).toString().padStart(4, "0").replace(/0+$/, "");
  return `${value / 10_000n}${rest && `.${rest}`}`;
};

const remark = (input) => {
  const { decimals, lowest, highest, last, unit } = input.dataset;
  if (input.value.trim() === "") return ["", ""];
  const value = scaled(input.value);
  if (value === undefined) return ["wrong", "应为不小于0的数字，小数最多四位"];
  const digits = plain(value).split(".")[1]?.length ?? 0;
  if (digits > Number(decimals)) return ["wrong", decimals === "0" ? "应为整数" : `最多${decimals}位小数`];
  if (lowest !== undefined && value < scaled(lowest)) return ["odd", `低于通常的下限${lowest}`];
  if (highest !== undefined && value > scaled(highest)) return ["odd", `高于通常的上限${highest}`];
  const before = last === undefined ? 0n : scaled(last) ?? 0n;
  if (before > 0n && value > 0n && (value >= before * 1_000n || value * 1_000n <= before)) {
    return ["odd", unit.endsWith("元") ? "与上年相差1000倍以上，是否把元、万元填错" : "与上年相差1000倍以上"];
  }
  if (before > 0n && (value > before * 2n || value * 2n < before)) return ["odd", "与上年相差一倍以上"];
  return ["", ""];
};

for (const form of document.querySelectorAll("form[data-collection]")) {
  const say = (input) => {
    const [kind, text] = remark(input);
    const cell = input.closest("td");
    let hint = cell.querySelector("small[data-remark]");
    if (!hint) {
      hint = document.createElement("small");
      hint.dataset.remark = "";
      hint.setAttribute("role", "status");
      cell.append(hint);
    }
    hint.textContent = text;
    hint.className = kind === "wrong" ? "late-text" : "";
    rowOf(input).classList.toggle("late", kind === "wrong");
  };

  const add = () => {
    for (const output of form.querySelectorAll("output[data-sum-of]")) {
      const parts = output.dataset.sumOf.split(" ").map((key) => form.elements[`v.${key}`]);
      // A part that is locked or not asked here cannot be added up by the script; the server does it.
      if (parts.some((part) => part === undefined)) continue;
      const values = parts.map((part) => scaled(part.value));
      output.textContent = values.includes(undefined) ? "—" : plain(values.reduce((sum, value) => sum + value, 0n));
    }
  };

  form.addEventListener("input", ({ target }) => {
    if (target.matches("input[data-decimals]")) say(target);
    add();
  });
}
