// The behaviours of every page; each binds itself to its own data- attribute and does nothing where there is none.
import "./confirm.js";
import "./draft.js";
import "./autosave.js";
import "./upload.js";
import "./when.js";
import "./weights.js";
import "./outline.js";
import "./chart.js";
import "./print.js";
import "./wall.js";
import "./tick.js";
import "./insert.js";
import "./tick.js";
import "./insert.js";
import "./chart.js";
import "./print.js";
import "./wall.js";
