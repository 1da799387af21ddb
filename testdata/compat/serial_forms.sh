. lib/said
one() {
  { printf -- '- hosts: all\n  gather_facts: false\n'; cat; printf '  tasks: [{ debug: { msg: "{{ ansible_play_batch }} {{ ansible_play_hosts }}" } }]\n'; } |
    play "$1" -i h1,h2,h3,h4,h5,h6,h7 -c local
}
echo '  serial: 3' | one number
echo '  serial: "3"' | one text
echo '  serial: 30%' | one percent
echo '  serial: 1%' | one little
echo '  serial: 150%' | one lot
echo '  serial: [1, 2, 50%]' | one list
echo '  serial: 0' | one zero
echo '  serial: [2, 0]' | one list_zero
echo '  serial: "{{ 2 }}"' | one template
echo '  order: reverse_inventory' | one reverse
echo '  order: sorted' | one sorted
echo '  order: reverse_sorted' | one reverse_sorted
printf '  serial: 2\n  order: reverse_sorted\n' | one both
echo '  order: bogus' | one bogus
