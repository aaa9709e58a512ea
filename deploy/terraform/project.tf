resource "google_project_service" "api" {
  for_each = module.plan.apis

  project            = each.value.project
  service            = each.value.service
  disable_on_destroy = each.value.disable_on_destroy
}

resource "google_project_iam_member" "member" {
  for_each = module.plan.project_members

  project = each.value.project
  role    = each.value.role
  member  = each.value.member

  depends_on = [google_service_account.identity]
}
