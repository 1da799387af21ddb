postMessage("inside");
