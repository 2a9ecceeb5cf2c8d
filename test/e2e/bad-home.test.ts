/** All tests of the scenario "bad", on one instance. */
import "./bad/card.js";
import "./bad/channels.js";
import "./bad/report.js";
