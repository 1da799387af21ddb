. lib/said
printf '[a]\na1\na2\na3\n[b]\nb1\na1\n[c:children]\na\nb\n' >hosts.ini
printf 'a1\nb1\n' >list.txt
cat >p.yml <<'E'
- hosts: all
  gather_facts: false
  tasks: []
E
n=0
for limit in all a 'a:&b' 'a:!b' 'a,b1' 'a[0]' 'a[1:]' 'a[-1]' 'a[0-1]' '*1' '~a[12]' '!a1' \
  'c:!a2' @list.txt '@list.txt,a2' 'nosuch,a1' '~(a|b)1' ungrouped '' '&a'; do
  n=$((n + 1))
  said "$n" ansible-playbook -i hosts.ini p.yml --list-hosts -l "$limit"
  sort -o "out/$n" "out/$n"
done
