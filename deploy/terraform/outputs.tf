output "grants" {
  value = module.plan.grants
}

output "next_steps" {
  value = module.plan.next_steps
}

output "retention" {
  value = module.plan.retention
}
