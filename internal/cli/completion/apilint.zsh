#compdef apilint
# Completes apilint in zsh.
_apilint() {
    local -a values
    local value description files
    while IFS=$'\t' read -r value description; do
        case $value in
            :0) files=yes ;;
            :*) ;;
            *) values+=("${value//:/\\:}:$description") ;;
        esac
    done < <("${(Q)words[1]}" __complete "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2> /dev/null)
    (( $#values )) && _describe -t values apilint values
    if [[ -n $files ]]; then
        compset -P '*='
        _files
    fi
}
if [[ ${funcstack[1]} == _apilint ]]; then
    _apilint "$@" # zsh loaded this file to complete
else
    compdef _apilint apilint
fi
