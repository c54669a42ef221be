"use strict";
(() => {
	const form = document.querySelector(".filters");
	const find = document.getElementById("find");
	const rule = document.getElementById("rule");
	const step = document.getElementById("step");
	const shown = document.getElementById("shown");
	const changes = [...document.querySelectorAll(".problem")];
	const findings = [...document.querySelectorAll(".finding")];
	const groups = [...document.querySelectorAll(".stage, .file")];
	const text = new Map();
	for (const item of [...changes, ...findings]) {
		const file = item.closest(".file");
		text.set(item, ((file ? file.firstElementChild.textContent : "") + " " + item.textContent).toLowerCase());
	}

	const hide = (element, hidden) => element.toggleAttribute("data-hidden", hidden);

	function filter() {
		const severities = new Set([...form.querySelectorAll("[name=severity]:checked")].map((box) => box.value));
		const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
		const fits = (item) =>
			severities.has(item.dataset.severity) &&
			(rule.value === "" || rule.value === item.dataset.rule) &&
			(step.value === "" || step.value === item.dataset.step) &&
			words.every((word) => text.get(item).includes(word));
		let n = 0;
		for (const item of changes) {
			const fit = fits(item);
			hide(item, !fit);
			n += fit ? 1 : 0;
		}
		for (const item of findings) {
			hide(item, !fits(item));
		}
		for (const group of groups) {
			hide(group, !group.querySelector("[data-severity]:not([data-hidden])"));
		}
		shown.textContent = n + " of " + changes.length + (changes.length === 1 ? " change" : " changes") + " shown";
	}

	form.addEventListener("input", filter);
	form.addEventListener("submit", (event) => event.preventDefault());
	form.addEventListener("reset", () => setTimeout(filter));
	const theme = document.getElementById("theme");
	theme.hidden = false;
	theme.addEventListener("click", () => {
		const root = document.documentElement;
		const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
		root.dataset.theme = dark ? "light" : "dark";
	});
	form.hidden = false;
	filter();
})();
