#!/usr/bin/env bash
# The steps of action.yml: action.sh install, action.sh check. Its inputs are in
# the environment. It must work with the bash 3.2 of macOS.
set -euo pipefail

releases=${APILINT_RELEASES:-https://github.com/apilint/apilint/releases}

fail() {
	echo "::error title=apilint::$1" >&2
	exit 2
}

# wanted_version prints which release to install, without a v.
wanted_version() {
	local version=${INPUT_VERSION:-}
	if [[ -z $version && ${ACTION_REF:-} =~ ^v[0-9]+\.[0-9]+\.[0-9]+ ]]; then
		version=$ACTION_REF
	fi
	if [[ -z $version ]]; then # the address of the newest release ends with its tag
		version=$(curl --fail --silent --show-error --location --head --output /dev/null --write-out '%{url_effective}' "$releases/latest")
		version=${version##*/}
	fi
	version=${version#v}
	[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+[-.0-9A-Za-z]*$ ]] || fail "\"$version\" is not a version of apilint: write one like 1.2.3"
	echo "$version"
}

# archive_of prints the name of the archive of a version for this runner.
archive_of() {
	local os arch suffix=tar.gz
	case ${RUNNER_OS:-} in
		Linux) os=linux ;;
		macOS) os=darwin ;;
		Windows) os=windows suffix=zip ;;
		*) fail "there is no apilint for runners with ${RUNNER_OS:-no operating system}" ;;
	esac
	case ${RUNNER_ARCH:-} in
		X64) arch=amd64 ;;
		ARM64) arch=arm64 ;;
		*) fail "there is no apilint for runners with ${RUNNER_ARCH:-no processor}" ;;
	esac
	echo "apilint_$1_${os}_$arch.$suffix"
}

# verify compares a file with the one line for it in checksums.txt.
verify() {
	local line
	line=$(awk -v name="$1" '$2 == name || $2 == "*" name' checksums.txt)
	[[ -n $line ]] || fail "checksums.txt has no sum for $1"
	if command -v sha256sum > /dev/null; then
		sha256sum --check --strict --quiet - <<< "$line" || fail "the checksum of $1 is wrong"
	else
		shasum --algorithm 256 --check --quiet - <<< "$line" || fail "the checksum of $1 is wrong"
	fi
}

install() {
	local version archive dir=$RUNNER_TEMP/apilint
	version=$(wanted_version)
	archive=$(archive_of "$version")
	mkdir -p "$dir"
	cd "$dir"
	for file in checksums.txt "$archive"; do
		curl --fail --silent --show-error --location --retry 3 --output "$file" "$releases/download/v$version/$file" ||
			fail "can't download $file of apilint $version"
	done
	verify "$archive"
	case $archive in
		*.zip) unzip -q -o "$archive" apilint.exe ;;
		*) tar -xzf "$archive" apilint ;;
	esac
	echo "$dir" >> "$GITHUB_PATH"
	echo "apilint $version"
}

check() {
	local word code=0 annotations=$RUNNER_TEMP/apilint.annotations sarif=$RUNNER_TEMP/apilint.sarif summary=$RUNNER_TEMP/apilint.md
	local command=(apilint check --color=always -o text -o "markdown=$summary" -o "sarif=$sarif")
	[[ ${INPUT_ADVANCED_SECURITY:-} == true ]] || command+=(-o "github=$annotations")
	[[ -z ${INPUT_KUBERNETES_VERSION:-} ]] || command+=("--kubernetes-version=$INPUT_KUBERNETES_VERSION")
	[[ -z ${INPUT_FAIL_ON:-} ]] || command+=("--fail-on=$INPUT_FAIL_ON")
	while IFS= read -r word; do
		[[ -z $word ]] || command+=("$word")
	done <<< "${INPUT_FLAGS:-}"
	command+=(--)
	while read -r -a words; do
		for word in ${words[@]+"${words[@]}"}; do command+=("$word"); done
	done <<< "${INPUT_PATHS:-.}"

	rm -f "$annotations" "$sarif" "$summary"
	# The report shows lines of files, which must not be commands to the runner.
	local token=apilint-$RANDOM-$RANDOM-$RANDOM
	echo "::stop-commands::$token"
	"${command[@]}" || code=$?
	echo "::$token::"
	[[ ! -f $annotations ]] || cat "$annotations"
	[[ ! -f $summary ]] || cat "$summary" >> "$GITHUB_STEP_SUMMARY"
	[[ ! -f $sarif ]] || echo "sarif-file=$sarif" >> "$GITHUB_OUTPUT"
	echo "exit-code=$code" >> "$GITHUB_OUTPUT"
}

case ${1:-} in
	install | check) "$1" ;;
	*) fail "usage: action.sh install|check" ;;
esac
