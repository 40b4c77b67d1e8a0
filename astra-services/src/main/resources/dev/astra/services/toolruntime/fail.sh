echo "this tool always fails" >&2
exit 1
