/** Home Assistant OS: its real `hassio` integration with a stand-in Supervisor. */
import "./haos/fresh.js";
import "./haos/typical.js";
import "./haos/neglected.js";
