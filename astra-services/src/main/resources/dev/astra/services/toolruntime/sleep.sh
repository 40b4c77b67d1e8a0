# Sleeps as many milliseconds as the input says.
read -r millis
case $millis in
'' | *[!0-9]*)
    echo "the input is not a number of milliseconds: $millis" >&2
    exit 2
    ;;
esac
sleep "$(awk -v millis="$millis" 'BEGIN { printf "%.3f", millis / 1000 }')"
echo "slept $millis ms"
