. lib/said
set -- ansible -i h1,h2 -c local -f 1
said ping "$@" all -m ping
said command "$@" all -a 'echo hello'
said shell "$@" h1 -m shell -a 'echo $((1 + 2)); echo err >&2'
said failing "$@" h1 -a 'false'
said debug "$@" h1 -m debug -a 'msg={{ inventory_hostname }}'
said debug_var "$@" h1 -m debug -a var=group_names -e x=1
said json "$@" h1 -m debug -a '{"msg": ["a", 1]}'
said oneline "$@" all -o -a 'printf "a\nb"'
said oneline_fail "$@" h1 -o -m fail -a msg=no
said verbose "$@" h1 -v -m debug -a msg=hi
said list "$@" all --list-hosts
said nobody "$@" nosuch -m ping
said no_args "$@" all
said meta "$@" h1 -m meta -a noop
said set_fact "$@" h1 -m set_fact -a 'x=1'
said fail "$@" all -m fail -a msg=no
said assert "$@" h1 -m assert -a 'that=1==2'
said limit "$@" all -l h2 -m ping
said raw "$@" h1 -m raw -a 'echo raw; exit 2'
said changed_check "$@" h1 -C -m command -a 'echo'
said unknown "$@" h1 -m nosuch_module
sed -i '/"changed": false/d' out/unknown
said oneline_debug "$@" h1 -o -m debug -a msg=hi
said import_role "$@" h1 -m import_role -a name=nosuch_role
said import_playbook "$@" h1 -m import_playbook -a x.yml
