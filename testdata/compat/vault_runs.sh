. lib/said
echo secret >pw
printf 'v: hidden value\n' >vars.yml
ansible-vault encrypt --vault-password-file pw vars.yml >/dev/null 2>&1
inline=$(ansible-vault encrypt_string --vault-password-file pw 'inline value' --name i 2>/dev/null)
printf '%s\n' "$inline" >inline.yml
cat >p.yml <<'E'
- hosts: localhost
  gather_facts: false
  vars_files: [vars.yml, inline.yml]
  tasks:
    - copy: { content: "{{ v }} {{ i }}", dest: "{{ playbook_dir }}/out/plain" }
E
said with ansible-playbook p.yml --vault-password-file pw
said id ansible-playbook p.yml --vault-id default@pw
ANSIBLE_VAULT_PASSWORD_FILE=pw said variable ansible-playbook p.yml
echo wrong >bad
for how in "--vault-password-file bad" ""; do
  ansible-playbook p.yml $how >/dev/null 2>&1
  echo "exit $?" >>out/refused
done
said view ansible-vault view --vault-password-file pw vars.yml
said view_bad ansible-vault view --vault-password-file bad vars.yml
said decrypt ansible-vault decrypt --vault-password-file pw vars.yml --output -
