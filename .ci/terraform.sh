# deploy/terraform as far as it can be checked without Google's provider, where Terraform is installed.

check_terraform() {
    if ! command -v terraform >/dev/null; then
        echo "NOT CHECKED: Terraform is not installed here, so nobody looked at deploy/terraform"
        return
    fi

    # Its own folder, no settings of whoever runs this, and no look for new versions.
    : >"$work/terraform.rc"
    export CHECKPOINT_DISABLE=1 TF_IN_AUTOMATION=1 TF_INPUT=0 TF_CLI_CONFIG_FILE=$work/terraform.rc TF_DATA_DIR=$work/terraform
    terraform version
    terraform fmt -check -diff -recursive deploy/terraform

    # Ten thousand organisations take under a minute by themselves, and a few beside a build; a quarter of an hour, and something there
    # takes a time that grows with their square.
    terraform -chdir=deploy/terraform/modules/plan init -backend=false >/dev/null
    timeout 900 terraform -chdir=deploy/terraform/modules/plan test -no-color
}

# Beside other steps nothing can be counted, so that is done when it has ended well.
count_plan() {
    passed=$((passed + $(sed -nE 's/^Success! ([0-9]+) passed.*/\1/p' "$work/terraform.log" | awk '{ sum += $1 } END { print sum + 0 }')))
}
