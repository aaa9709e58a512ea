# Ten thousand organisations as they would be run: a thousand in each of ten projects.
variable "projects" {
  type = number
}

variable "organisations" {
  type = number
}

module "plan" {
  source   = "../.."
  for_each = toset([for p in range(var.projects) : format("%02d", p)])

  project        = "acme-analytics-${each.key}"
  project_number = "1234567890${each.key}"
  operator       = "pulsepoint-operator@acme-platform.iam.gserviceaccount.com"
  token_worker   = "pulsepoint-tokens@acme-platform.iam.gserviceaccount.com"
  alerts_watcher = "pulsepoint-alerts@acme-platform.iam.gserviceaccount.com"
  organisations = [
    for o in range(var.organisations) :
    { slug = format("brands-of-the-%s-%04d%s", each.key, o, o % 2 == 0 ? "" : "-and-all-who-sail"), location = o % 3 == 0 ? "US" : "EU", history = true, alerts = o % 5 == 0 }
  ]
}

output "all" {
  value = [for p in module.plan : { identities = p.identities, grants = values(p.grants) }]
}
