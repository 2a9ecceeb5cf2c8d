/** A home at risk: all that is tested on it, on one and the same. */
import "./bad/card.js";
import "./bad/channels.js";
