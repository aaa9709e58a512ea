-- A key's session finds the tenant's own dataset in the tenant's own row; which row that is, the policy of pp.tenants decides.
set local role pp_owner;

grant select (warehouse_place) on pp.tenants to pp_app;

reset role;
