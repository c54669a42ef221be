package rules

// All lists the rules, in the order in which they are documented.
var All = []*Rule{}
