package cli

// baselineName is the name of baselines, beside configurations.
const baselineName = ".apilint-baseline.json"
