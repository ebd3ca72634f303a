"use strict"; // The pages work without this file.
