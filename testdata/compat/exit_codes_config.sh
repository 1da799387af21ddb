. lib/said
cat >ok.yml <<'E'
- hosts: localhost
  gather_facts: false
  tasks: [{ debug: { msg: fine } }]
E
try() {
  printf '%b' "$2" >ansible.cfg
  said "$1" ansible-playbook ok.yml
}
try broken '[defaults\nforks=5\n'
try wrong_type '[defaults]\nforks=many\n'
try choice '[defaults]\ngathering=sometimes\n'
try unknown '[defaults]\nbogus=1\n[other]\nx=1\n'
try strategy '[defaults]\nstrategy=bogus\n'
try callback '[defaults]\nstdout_callback=bogus\n'
rm ansible.cfg
ANSIBLE_FORKS=x said env_type ansible-playbook ok.yml
ANSIBLE_STRATEGY=free said env_strategy ansible-playbook ok.yml
ANSIBLE_CONFIG=nowhere.cfg said env_config ansible-playbook ok.yml
