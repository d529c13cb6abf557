// The one entry: every behaviour binds itself to its data- attributes.
import "./confirm.js";
