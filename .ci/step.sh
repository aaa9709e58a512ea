# Names what is being done, and says how long the step before took.
current_step=start
step_began=$SECONDS

step() {
    if [[ $current_step != start ]]; then echo "-- $current_step: $((SECONDS - step_began)) s"; fi
    current_step=$1
    step_began=$SECONDS
    if [[ $current_step != done ]]; then echo "== $current_step"; fi
}

fail() {
    echo "$*" >&2
    return 1
}

# Two cores have time for more than tests that wait for a database: what is begun beside them is asked later how it ended. Only what
# touches no file that the steps meanwhile use may run so.
declare -A beside=()

begin_beside() {
    local name=$1
    shift
    "$@" >"$work/$name.log" 2>&1 </dev/null &
    beside[$name]=$!
}

end_beside() {
    local status=0
    wait "${beside[$1]}" || status=$?
    unset "beside[$1]"
    cat "$work/$1.log"
    return "$status"
}

stop_beside() {
    if ((${#beside[@]} > 0)); then kill "${beside[@]}" 2>/dev/null || true; fi
}
