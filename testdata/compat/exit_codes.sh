. lib/said
cat >ok.yml <<'E'
- hosts: all
  gather_facts: false
  tasks: [{ debug: { msg: fine } }]
E
cat >bad.yml <<'E'
- hosts: all
  gather_facts: false
  tasks: [{ fail: }]
E
printf -- '- hosts: all\n  tasks: [{ debug: msg: x }]\n' >yaml.yml
printf -- '- hosts: all\n  bogus: 1\n' >keyword.yml
printf -- '- tasks: []\n' >nohosts.yml
printf -- 'hosts: all\n' >mapping.yml
: >empty.yml
said ok ansible-playbook -i h1, -c local ok.yml
said bad ansible-playbook -i h1, -c local bad.yml
said both ansible-playbook -i h1, -c local bad.yml ok.yml
said both_ok ansible-playbook -i h1, -c local ok.yml bad.yml
said yaml ansible-playbook -i h1, -c local yaml.yml
said keyword ansible-playbook -i h1, -c local keyword.yml
said nohosts ansible-playbook -i h1, -c local nohosts.yml
said mapping ansible-playbook -i h1, -c local mapping.yml
said empty ansible-playbook -i h1, -c local empty.yml
said missing ansible-playbook -i h1, -c local missing.yml
said folder ansible-playbook -i h1, -c local tasks
said limit ansible-playbook -i h1, -c local -l h9 ok.yml
said limit_file ansible-playbook -i h1, -c local -l @nowhere ok.yml
said usage ansible-playbook -i h1, --bogus ok.yml
said forks ansible-playbook -i h1, -f 0 ok.yml
said forks_text ansible-playbook -i h1, -f abc ok.yml
said nothing ansible-playbook
said extra ansible-playbook -i h1, -c local -e @nowhere.yml ok.yml
said extra_broken ansible-playbook -i h1, -c local -e '{broken' ok.yml
said inventory ansible-playbook -i nowhere.ini -c local ok.yml
said vault ansible-playbook -i h1, -c local --vault-password-file nowhere ok.yml
