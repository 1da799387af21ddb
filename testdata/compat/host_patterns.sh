. lib/said
printf 'lone\n[a]\na[1:3]\n[b]\nb1\na1\n[c:children]\na\nb\n[web-x]\nw1.example.com\nw2.example.com\n' >hosts.ini
n=0
for hosts in all '*' 'a:b' 'a,b' 'a:&b' 'a:!b' 'a[0]' 'a[1:2]' 'a[-2:]' '~a[13]' '*.example.com' \
  'w?.example.com' ungrouped web-x 'all:!c' 'c:&a:!a2' localhost 127.0.0.1 nosuch '!a' '[ab]1'; do
  n=$((n + 1))
  said "$n" ansible -i hosts.ini "$hosts" --list-hosts
done
