/* Progressive enhancement alone: every page works without this. */
"use strict";
