# Reads the text of the resources and lays it beside what the plan gives for one organisation.
variable "project" { type = string }
variable "project_number" { type = string }
variable "operator" { type = string }
variable "token_worker" { type = string }
variable "alerts_watcher" { type = string }
variable "organisations" { type = any }

module "plan" {
  source = "../.."

  project        = var.project
  project_number = var.project_number
  operator       = var.operator
  token_worker   = var.token_worker
  alerts_watcher = var.alerts_watcher
  organisations  = var.organisations
}

locals {
  root  = "${path.module}/../../../.."
  texts = { for name in fileset(local.root, "*.tf") : name => file("${local.root}/${name}") }

  # A resource begins in the first column and ends with a brace there, as `terraform fmt` has it.
  blocks = flatten([for name, text in local.texts : regexall("(?ms)^resource \"([a-z_]+)\" \"([a-z_]+)\" \\{\n(.*?)\n\\}$", text)])
  resources = {
    for block in chunklist(local.blocks, 3) : "${block[0]}.${block[1]}" => {
      lines  = [for line in split("\n", block[2]) : trimspace(line) if trimspace(line) != ""]
      source = one(flatten(regexall("for_each = module\\.plan\\.([a-z_]+)\n", block[2])))
      copies = regexall("(?m)^ +([a-z_]+) += each\\.value\\.([a-z_.]+)$", block[2])
      needs  = flatten([for list in flatten(regexall("depends_on = \\[(.*)\\]", block[2])) : split(", ", list)])
    }
  }

  outputs = {
    apis                  = module.plan.apis
    identities            = module.plan.identities
    datasets              = module.plan.datasets
    topics                = module.plan.topics
    history_subscriptions = module.plan.history_subscriptions
    pull_subscriptions    = module.plan.pull_subscriptions
    project_members       = module.plan.project_members
    identity_members      = module.plan.identity_members
    topic_members         = module.plan.topic_members
    subscription_members  = module.plan.subscription_members
    table_members         = module.plan.table_members
  }

  # labels is one argument, and not a block with arguments: its keys are Google's own business.
  wholes = ["labels"]
  samples = {
    for name, output in local.outputs : name => flatten([
      for key, value in values(output)[0] :
      can(keys(value)) && !contains(local.wholes, key) ? [for inner in keys(value) : "${key}.${inner}"] : [key]
    ])
  }

  # An e-mail address is what Google makes of the account's id.
  derived = { identities = ["email"] }

  plan_text = join("\n", [for name in fileset("${path.module}/../..", "*.tf") : file("${path.module}/../../${name}")])
  declared  = flatten(regexall("(?m)^variable \"([a-z_]+)\"", local.plan_text))
}

output "resources" {
  value = keys(local.resources)
}

output "other_lines" {
  value = flatten([
    for name, r in local.resources : [
      for line in r.lines : "${name}: ${line}"
      if !can(regex("^([a-z_]+ += each\\.value\\.[a-z_.]+|for_each = module\\.plan\\.[a-z_]+|depends_on = \\[[a-z_., ]+\\]|[a-z_]+ \\{|\\}|ignore_changes = \\[access\\])$", line))
    ]
  ])
}

output "renamed" {
  value = flatten([for name, r in local.resources : [for c in r.copies : "${name}: ${c[0]} = ${c[1]}" if c[0] != reverse(split(".", c[1]))[0]]])
}

output "missing" {
  value = flatten([for name, r in local.resources : [for c in r.copies : "${name}: ${c[1]}" if !contains(local.samples[r.source], c[1])]])
}

output "forgotten" {
  value = flatten([
    for name, r in local.resources : setsubtract(setsubtract(local.samples[r.source], r.copies[*][1]), lookup(local.derived, r.source, []))
  ])
}

output "unused" {
  value = tolist(setsubtract(
    flatten(regexall("(?m)^output \"([a-z_]+)\"", local.plan_text)),
    concat(values(local.resources)[*].source, flatten(regexall("value = module\\.plan\\.([a-z_]+)\n", local.texts["outputs.tf"]))),
  ))
}

output "loose" {
  value = flatten([for name, r in local.resources : [for need in r.needs : "${name}: ${need}" if !contains(keys(local.resources), need)]])
}

output "not_passed_on" {
  value = [
    for name in local.declared : name
    if !can(regex("(?m)^variable \"${name}\"", local.texts["variables.tf"])) || !can(regex("(?m)^  ${name} += var\\.${name}$", local.texts["main.tf"]))
  ]
}

output "defaults_differ" {
  value = [
    for name in local.declared : name
    if regexall("(?ms)^variable \"${name}\" \\{\n[^}]*?default += ([^\n]+)\n", local.plan_text) != regexall("(?ms)^variable \"${name}\" \\{\n[^}]*?default += ([^\n]+)\n", local.texts["variables.tf"])
  ]
}
