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
