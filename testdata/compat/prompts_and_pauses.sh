. lib/said
play p <<'E'
- hosts: localhost
  gather_facts: false
  vars_prompt:
    - { name: given, prompt: Say, default: usual }
    - { name: from_e, prompt: Say, default: usual, private: false }
  tasks:
    - debug: { msg: "{{ given }} {{ from_e }}" }
    - pause: { seconds: 1 }
      register: r
    - debug: { msg: "{{ r.delta }} {{ r.echo }}" }
    - pause: { minutes: 0 }
    - wait_for: { timeout: 1 }
    - pause: { seconds: x }
      ignore_errors: true
E
play e -e from_e=said <<'E'
- hosts: localhost
  gather_facts: false
  vars_prompt: [{ name: from_e, prompt: Say }]
  tasks: [{ debug: { msg: "{{ from_e }}" } }]
E
sed -i '/FAILED!/s/=>.*//; /^(ctrl+C/d; s/^Pausing for 0/Pausing for 1/' out/p
