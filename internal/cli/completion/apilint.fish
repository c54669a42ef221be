# Completes apilint in fish.
function __apilint_complete
    set -l current (commandline --current-token --cut-at-cursor)
    set -l words (commandline --tokenize --cut-at-cursor --current-process)
    for line in ($words[1] __complete $words[2..] "$current" 2>/dev/null)
        switch $line
            case ':0'
                set -l start (string match --regex '^.*=' -- $current)
                for path in (__fish_complete_path (string replace --regex '^.*=' '' -- $current))
                    echo "$start$path"
                end
            case ':*'
            case '*'
                echo $line
        end
    end
end
complete --command apilint --no-files --arguments '(__apilint_complete)'
