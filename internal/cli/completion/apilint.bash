# Completes apilint in bash 3.2 or later.
_apilint() {
    local line=${COMP_LINE:0:COMP_POINT} value current
    local -a words
    read -ra words <<< "$line"
    [[ $line == *[[:space:]] ]] && words+=("")
    current=${words[${#words[@]} - 1]}
    # Of a word with = or : in it, bash replaces only what stands behind them.
    local kept=${current%"${current##*[=:]}"}
    [[ $COMP_WORDBREAKS == *[=:]* ]] || kept=""
    COMPREPLY=()
    # Where nothing is left, bash completes names of files.
    while IFS=$'\t' read -r value _; do
        [[ $value == :[0-9]* ]] || COMPREPLY+=("${value#"$kept"}")
    done < <("${words[0]}" __complete "${words[@]:1}" 2> /dev/null)
}
complete -o default -F _apilint apilint
