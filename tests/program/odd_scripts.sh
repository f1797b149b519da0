# Scripts that are no plain files: FIFOs, devices, folders, what can't be read.
folder=$(mktemp -d)
cd "$folder" || exit
mkfifo pipe
echo 'print("from a pipe", __file__[-4:])' >pipe &
"$COIL" pipe
wait
timeout -s INT 0.3 "$COIL" pipe 2>&1 | tail -n 1
timeout -s INT 0.3 "$COIL" -c 'open("pipe")' 2>&1 | tail -n 1
"$COIL" /dev/full 2>&1 | tail -n 1
"$COIL" "$folder/none" 2>&1 | sed "s#$folder#FOLDER#"
mkdir empty
"$COIL" empty 2>&1 | sed "s#$folder#FOLDER#"
echo 'print("standard input")' | "$COIL" /dev/stdin
cd / && rm -r "$folder"
