/** All tests of the scenario "mixed", on one instance. */
import "./mixed/findings.js";
import "./mixed/card.js";
import "./mixed/containers.js";
import "./mixed/editor.js";
import "./mixed/accepted.js";
