# The script below uses two functions of the bash-completion package. Where the
# package is not installed, these do as much of their work as petal needs.

# The words of the line, with those that bash split at = or : put together again.
declare -F _get_comp_words_by_ref >/dev/null || _get_comp_words_by_ref() {
    local i word last="" rest=$COMP_LINE
    words=() cword=0
    for ((i = 0; i < ${#COMP_WORDS[@]}; i++)); do
        word=${COMP_WORDS[i]}
        if ((i > 0)) && [[ $rest != [[:space:]]* && ($word == [=:]* || $last == *[=:]) ]]; then
            last+=$word
            words[${#words[@]}-1]=$last
        else
            last=$word
            words+=("$last")
        fi
        ((i == COMP_CWORD)) && cword=$((${#words[@]} - 1))
        rest=${rest#*"$word"}
    done
    cur=${words[cword]}
    prev=${words[cword > 0 ? cword - 1 : 0]}
}

# Folders, and files with one of the endings in "yaml|yml|", or all files.
declare -F _filedir >/dev/null || _filedir() {
    local name ending
    compopt -o filenames 2>/dev/null
    while IFS= read -r name; do
        if [[ -d $name || -z $1 ]]; then
            COMPREPLY+=("$name")
            continue
        fi
        [[ $1 == -d ]] && continue
        while IFS= read -r -d "|" ending; do
            [[ $name == *."$ending" ]] && COMPREPLY+=("$name")
        done <<<"$1"
    done < <(compgen -f -- "$cur")
}

