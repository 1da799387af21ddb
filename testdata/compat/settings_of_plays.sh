. lib/said
echo '{{ ansible_managed }}' >managed.j2
touch -d @86400 managed.j2
cat >site.yml <<'E'
- hosts: h1
  tags: [always]
  tasks:
    - template: { src: managed.j2, dest: out/managed }
      tags: [never]
    - debug: { msg: "{{ ansible_architecture | default('no') }} {{ ansible_facts.architecture is defined }}" }
    - debug: { msg: "{{ ansible_facts.distribution is defined }} {{ ansible_facts.interfaces is defined }}" }
- hosts: h1
  gather_facts: false
  tasks:
    - { debug: { msg: one }, tags: [one] }
    - { debug: { msg: two }, tags: [two] }
    - setup: { gather_subset: ["!all", "!min", "distribution"] }
      tags: [one]
    - gather_facts: { gather_subset: ["!all", "!min", "distribution"] }
      tags: [one]
E
# configured NAME LINES [OPTIONS…]: what the playbook does with these lines in ansible.cfg.
configured() {
  name=$1
  printf "$2" >ansible.cfg
  shift 2
  said "$name" ansible-playbook site.yml -i h1, -c local "$@"
  [ ! -e out/managed ] || mv out/managed "out/managed_$name"
}
configured managed '[defaults]\nansible_managed = By {uid} from {file}, {{x}} 100%%%%\n' -t never
configured managed_time '[defaults]\nansible_managed = {file} of %%Y-%%m-%%d by {uid}\n' -t never
configured managed_default '' -t never
configured facts_apart '[defaults]\ninject_facts_as_vars = false\n'
configured facts_few '[defaults]\ngather_subset = !all,!min,distribution\ngather_timeout = 20\n'
configured tags_run '[tags]\nrun = one\n'
configured tags_run_more '[tags]\nrun = one\n' -t two
configured tags_skip '[tags]\nskip = one,two\n'
configured tags_skip_more '[tags]\nskip = one\n' --skip-tags two
configured quiet '[defaults]\nverbosity = 1\n[tags]\nrun = one\n'
sed -i '/^Using/d; s/^changed.*/changed/' out/quiet
