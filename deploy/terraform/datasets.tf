# Made empty. Tables, views and who else may read them are made by `tenant provision`, so what changes there is not taken back here.
resource "google_bigquery_dataset" "dataset" {
  for_each = module.plan.datasets

  project                    = each.value.project
  dataset_id                 = each.value.dataset_id
  location                   = each.value.location
  description                = each.value.description
  labels                     = each.value.labels
  delete_contents_on_destroy = each.value.delete_contents_on_destroy

  access {
    role          = each.value.access.role
    user_by_email = each.value.access.user_by_email
  }

  lifecycle {
    ignore_changes = [access]
  }

  depends_on = [google_project_service.api]
}

resource "google_bigquery_table_iam_member" "member" {
  for_each = module.plan.table_members

  project    = each.value.project
  dataset_id = each.value.dataset_id
  table_id   = each.value.table_id
  role       = each.value.role
  member     = each.value.member

  depends_on = [google_bigquery_dataset.dataset]
}
