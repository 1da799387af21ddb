. lib/said
mkdir -p roles/outer/tasks roles/outer/meta roles/inner/tasks roles/dep/tasks
echo 'dependencies: [dep]' >roles/outer/meta/main.yml
cat >roles/dep/tasks/main.yml <<'E'
- debug: { msg: "dep {{ ansible_role_name }} {{ ansible_parent_role_names | default('none') }} {{ role_name }} {{ ansible_dependent_role_names }}" }
E
cat >roles/outer/tasks/main.yml <<'E'
- debug: { msg: "outer {{ ansible_role_name }} {{ ansible_parent_role_names | default('none') }} {{ role_path | basename }} {{ ansible_play_role_names }} {{ ansible_role_names | sort }} {{ ansible_dependent_role_names }} {{ role_names }}" }
- include_role: { name: inner }
- import_role: { name: inner }
E
cat >roles/inner/tasks/main.yml <<'E'
- debug: { msg: "inner {{ ansible_role_name }} {{ ansible_parent_role_names }} {{ ansible_parent_role_paths | map('basename') }} {{ ansible_search_path }}" }
E
printf '[a]\nh1\nh2.example.com\n' >hosts.ini
play p -i hosts.ini -c local -l "h1,h2*" -t all --skip-tags nothing -f 1 -e e=1 <<'E'
- name: The {{ 'play' }}
  hosts: all
  gather_facts: false
  roles: [outer]
  tasks:
    - debug: { msg: "{{ item }}={{ lookup('vars', item, default='UNDEFINED') }}" }
      loop:
        - ansible_check_mode
        - ansible_config_file
        - ansible_dependent_role_names
        - ansible_diff_mode
        - ansible_forks
        - ansible_inventory_sources
        - ansible_limit
        - ansible_play_batch
        - ansible_play_hosts
        - ansible_play_hosts_all
        - ansible_play_name
        - ansible_play_role_names
        - ansible_playbook_python
        - ansible_role_name
        - ansible_collection_name
        - ansible_run_tags
        - ansible_search_path
        - ansible_skip_tags
        - ansible_verbosity
        - ansible_facts
        - environment
        - group_names
        - inventory_dir
        - inventory_file
        - inventory_hostname
        - inventory_hostname_short
        - play_hosts
        - playbook_dir
        - role_name
        - role_names
        - role_path
        - ansible_parent_role_names
        - ansible_host
        - ansible_port
        - ansible_user
        - ansible_loop_var
        - ansible_index_var
        - ansible_delegated_vars
    - debug: { msg: "{{ groups }} {{ hostvars | list }} {{ hostvars['h1'].inventory_hostname }} {{ hostvars['h1'].group_names }}" }
    - debug: { msg: "{{ vars.inventory_hostname }} {{ vars['e'] }}" }
    - debug: { msg: "{{ hostvars.h1.keys() | list | sort }}" }
      run_once: true
    - command: echo
      delegate_to: h2.example.com
      register: r
      run_once: true
    - debug: { msg: "{{ r.ansible_delegated_vars | default('none') }}" }
      run_once: true
E
