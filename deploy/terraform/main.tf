# All that is decided is decided in modules/plan, which needs no provider and is tested. The resources beside this file copy its
# outputs: an argument and the plan's key for it have the same name, and modules/plan/tests/wiring.tftest.hcl holds them to it.
module "plan" {
  source = "./modules/plan"

  project                = var.project
  project_number         = var.project_number
  environment            = var.environment
  operator               = var.operator
  token_worker           = var.token_worker
  alerts_watcher         = var.alerts_watcher
  organisations          = var.organisations
  retention_years        = var.retention_years
  message_retention_days = var.message_retention_days
}
