# Started by Astra as: sh -c THIS astra-guardian TOKEN PREFIX, with a pipe from Astra on stdin.
# Waits for the pipe's end, which is Astra's, and then ends every process that carries Astra's marks: TOKEN in the
# variable ASTRA_RUN, or PREFIX in its limit of real-time processing. The line "leave" sends it home.
trap '' HUP INT QUIT TERM TSTP TTIN TTOU USR1 USR2 PIPE ALRM

token=$1
prefix=$2

word=
read -r word
[ "$word" = leave ] && exit 0

# The numbers of all processes with a mark. Reading them again each time is what keeps a number that has been given
# to another from being signalled.
marked() {
    grep -l -s -F "ASTRA_RUN=" /proc/[0-9]*/environ | while read -r file; do
        grep -q -s -F "$token." "$file" && echo "$file"
    done
    [ "$prefix" = 0 ] || grep -l -s "^Max realtime timeout  *[0-9a-z]*  *${prefix}[0-9]*1 " /proc/[0-9]*/limits
}

# Those, and all that are of their sessions or descend from them, without the dead.
members() {
    all=$(marked | cut -d / -f 3 | tr '\n' ' ')
    cat /proc/[0-9]*/stat 2>/dev/null | awk -v marked="$all" -v guardian=$$ '
        { pid = $1; sub(/.*\) /, ""); state[pid] = $1; parent[pid] = $2; session[pid] = $4 }
        END {
            count = split(marked, list, " ")
            for (i = 1; i <= count; i++) member[list[i]] = 1
            do {
                grown = 0
                for (pid in parent)
                    if (!(pid in member) && ((parent[pid] in member) || (session[pid] in member))) {
                        member[pid] = 1
                        grown = 1
                    }
            } while (grown)
            for (pid in member) if (pid in state && pid != guardian && state[pid] !~ /[ZX]/) print pid
        }'
}

send() {
    for pid in $2; do kill -s "$1" "$pid" 2>/dev/null; done
}

asked=
for tenth in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    alive=$(members)
    [ -n "$alive" ] || exit 0
    for pid in $alive; do
        case " $asked " in
        *" $pid "*) ;;
        *) send TERM "$pid"; send CONT "$pid"; asked="$asked $pid" ;;
        esac
    done
    sleep 0.1 2>/dev/null || { sleep 1; [ "$tenth" -lt 2 ] || break; }
done

round=0
while [ "$round" -lt 200 ]; do
    alive=$(members)
    [ -n "$alive" ] || exit 0
    send STOP "$alive"
    send KILL "$alive"
    send KILL "$(members)"
    round=$((round + 1))
done
