/** A home with a few open questions: all that is tested on it, on one and the same. */
import "./mixed/findings.js";
import "./mixed/card.js";
import "./mixed/editor.js";
import "./mixed/accepted.js";
