//! Keeps customers, plans and subscriptions in localstripe, a server that looks like Stripe, through the client
//! of Stripe's own document, and says what localstripe has to have kept.
//!
//! It takes nested forms apart by the brackets in their names, and refuses what it does not know. Which
//! operations the client has, and where localstripe's answers are not what the document says, stands in
//! `localstripe.toml`.

use localstripe_client::{support::Error, *};
use serde_json::{Value, json};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let url = std::env::args().nth(1).ok_or("usage: localstripe URL")?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        credentials(&url).await?;
        let client = Client::builder().base_url(&url).bearer_auth("sk_test_12345").build()?;
        customers(&client).await?;
        cleared(&client).await?;
        lists(&client).await?;
        products(&client).await?;
        plans(&client).await?;
        coupons(&client).await?;
        payments(&client).await?;
        subscriptions(&client).await?;
        errors(&client).await
    })?;
    println!("localstripe: everything as expected");
    Ok(())
}

/// Text with everything that has a meaning of its own in a URL or a form.
const AWKWARD: &str = "a b+c&d=e;f?g#h/i%20j\"k'é🦀日[0]{x}|,~\r\n";

async fn credentials(url: &str) -> Result<(), Failure> {
    let request = PostCustomersRequest::new();
    let nobody = Client::builder().base_url(url).build()?;
    assert_eq!(nobody.post_customers(&request).await.expect_err("no key").status(), Some(401));
    let user = Client::builder().base_url(url).basic_auth("sk_test_12345", "").build()?;
    assert_eq!(user.post_customers(&request).await?.name, Some(None));
    Ok(())
}

async fn customers(client: &Client) -> Result<(), Failure> {
    let address =
        PostPaymentIntentsRequestShippingAddress::new().line1(AWKWARD).city("Köln").postal_code("01234");
    let request = PostCustomersRequest::new()
        .name(AWKWARD)
        .email("ann@example.com")
        .balance(-250)
        .address(address)
        .preferred_locales(["de", "en-GB"])
        .metadata([("order", "6735"), ("späce & key=+", AWKWARD), ("empty", "")])
        .tax_id_data([
            PostCustomersRequestTaxIdDataItem::new(
                PostCustomersCustomerTaxIdsRequestType::EuVat,
                "DE123456789",
            ),
            PostCustomersRequestTaxIdDataItem::new(
                PostCustomersCustomerTaxIdsRequestType::AuAbn,
                "12345678912",
            ),
        ]);
    let made = client.post_customers(&request).await?;
    assert!(made.id.starts_with("cus_"), "{made:?}");

    let kept = customer(client, &made.id).await?;
    assert_eq!(
        (kept.name.flatten().as_deref(), kept.email.flatten().as_deref()),
        (Some(AWKWARD), Some("ann@example.com"))
    );
    let address = kept.address.flatten().ok_or("no address")?;
    assert_eq!(address.line1.flatten().as_deref(), Some(AWKWARD));
    assert_eq!(
        (address.city.flatten().as_deref(), address.postal_code.flatten().as_deref()),
        (Some("Köln"), Some("01234"))
    );
    assert_eq!(kept.preferred_locales, Some(Some(vec!["de".to_owned(), "en-GB".to_owned()])));
    let metadata = kept.metadata.ok_or("no metadata")?;
    let metadata: Vec<_> = metadata.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    assert_eq!(metadata, [("empty", ""), ("order", "6735"), ("späce & key=+", AWKWARD)]);
    let tax_ids = kept.tax_ids.ok_or("no tax IDs")?.data;
    assert_eq!(
        tax_ids.iter().map(|tax_id| tax_id.value.as_str()).collect::<Vec<_>>(),
        ["DE123456789", "12345678912"]
    );

    let vat = PostCustomersCustomerTaxIdsRequestType::EuVat;
    let request = PostCustomersCustomerTaxIdsRequest::new(made.id.as_str(), vat, "FR123456789");
    let tax_id = client.post_customers_customer_tax_ids(&request).await?;
    assert_eq!(tax_id.country.flatten().as_deref(), Some("FR"));
    let request = DeleteCustomersCustomerTaxIdsIdRequest::new(made.id.as_str(), tax_id.id.as_str());
    assert_eq!(client.delete_customers_customer_tax_ids_id(&request).await?.id, tax_id.id);

    let gone =
        client.delete_customers_customer(&DeleteCustomersCustomerRequest::new(made.id.as_str())).await?;
    assert_eq!(gone.id, made.id);
    let error = customer(client, &made.id).await.expect_err("it was deleted");
    assert!(error.to_string().contains("404"), "{error}");
    Ok(())
}

/// A customer as localstripe has it.
async fn customer(client: &Client, id: &str) -> Result<Customer, Failure> {
    match client.get_customers_customer(&GetCustomersCustomerRequest::new(id)).await? {
        GetCustomersCustomerResponse::Customer(customer) => Ok(*customer),
        other => Err(format!("no customer: {other:?}").into()),
    }
}

/// What is sent in place of null: the empty string.
async fn cleared(client: &Client) -> Result<(), Failure> {
    let request =
        PostCustomersRequest::new().name("Ann").description("old").metadata([("a", "1"), ("b", "2")]);
    let id = client.post_customers(&request).await?.id;
    let request =
        PostCustomersCustomerRequest::new(id.as_str()).description("").metadata([("a", ""), ("c", "3")]);
    let changed = client.post_customers_customer(&request).await?;
    // Stripe removes what is set to nothing, localstripe keeps it as it came.
    assert_eq!(changed.description, Some(Some(String::new())));
    assert_eq!(changed.name, Some(Some("Ann".to_owned())), "what is not given stays");
    let metadata: Vec<_> = changed.metadata.unwrap_or_default().into_iter().collect();
    let expected = [("a", ""), ("b", "2"), ("c", "3")];
    assert_eq!(metadata, expected.map(|(key, value)| (key.to_owned(), value.to_owned())));

    // An address that is an empty string is none by Stripe's document, so localstripe's answer is not read.
    let request = PostCustomersCustomerRequest::new(id.as_str()).address(PostCustomersRequestAddress::Empty);
    let error = client.post_customers_customer(&request).await.expect_err("an address that is a string");
    let Error::Decode { .. } = &error else { panic!("{error}") };
    assert_eq!((error.status(), &parsed(&error.body_text())?["address"]), (Some(200), &json!("")));
    client.delete_customers_customer(&DeleteCustomersCustomerRequest::new(id.as_str())).await?;
    Ok(())
}

/// The JSON that an answer was made of.
fn parsed(body: &str) -> Result<Value, Failure> {
    Ok(serde_json::from_str(body)?)
}

async fn lists(client: &Client) -> Result<(), Failure> {
    let mut ids = Vec::new();
    for index in 0..5 {
        let email = if index < 3 { "a+b@example.com" } else { "c@example.com" };
        ids.push(client.post_customers(&PostCustomersRequest::new().email(email)).await?.id);
    }
    let request = GetCustomersRequest::new().limit(100);
    let all = client.get_customers(&request).await?;
    assert_eq!((all.has_more, &all.url), (false, &"/v1/customers".to_owned()));
    let all: Vec<_> = all.data.into_iter().map(|customer| customer.id).collect();
    assert!(ids.iter().all(|id| all.contains(id)));

    let (mut request, mut found) = (GetCustomersRequest::new().limit(2), Vec::new());
    loop {
        let page = client.get_customers(&request).await?;
        assert!(page.data.len() <= 2);
        found.extend(page.data.into_iter().map(|customer| customer.id));
        match found.last() {
            Some(last) if page.has_more => request = request.starting_after(last.as_str()),
            _ => break,
        }
    }
    assert_eq!(found, all, "page by page");
    let same = client.get_customers(&GetCustomersRequest::new().email("a+b@example.com")).await?;
    assert_eq!(same.data.into_iter().map(|customer| customer.id).collect::<Vec<_>>(), ids[..3]);
    Ok(())
}

async fn products(client: &Client) -> Result<(), Failure> {
    let request = PostProductsRequest::new("Oats").id("oats/1 é?").active(true).metadata([("shelf", "7")]);
    let made = client.post_products(&request).await?;
    assert_eq!((&made["id"], &made["active"]), (&json!("oats/1 é?"), &json!(true)));
    client.post_products(&PostProductsRequest::new("Rye").active(false)).await?;

    let request =
        PostProductsIdRequest::new("oats/1 é?").name("Rolled oats").url("").metadata([("row", "2")]);
    client.post_products_id(&request).await?;
    let kept = client.get_products_id(&GetProductsIdRequest::new("oats/1 é?")).await?;
    assert_eq!((&kept["name"], &kept["url"]), (&json!("Rolled oats"), &json!("")));
    assert_eq!(kept["metadata"], json!({"shelf": "7", "row": "2"}));
    let idle = client.get_products(&GetProductsRequest::new().active(false)).await?;
    let names = idle["data"].as_array().into_iter().flatten().map(|product| product["name"].as_str());
    assert!(names.eq([Some("Rye")]), "{idle}");

    let rye = idle["data"][0]["id"].as_str().ok_or("no id")?;
    assert_eq!(client.delete_products_id(&DeleteProductsIdRequest::new(rye)).await?.id, rye);
    let error = client.get_products_id(&GetProductsIdRequest::new(rye)).await.expect_err("it was deleted");
    assert_eq!(error.status(), Some(404));
    Ok(())
}

async fn plans(client: &Client) -> Result<(), Failure> {
    let product = PostPlansRequestProductInlineProductParams::new("Porridge").metadata([("hot", "yes")]);
    let request = PostPlansRequest::new("eur", "week")
        .id("porridge")
        .amount(350)
        .interval_count(2)
        .active(true)
        .product(product)
        .metadata([("bowl", "large")]);
    let plan = client.post_plans(&request).await?;
    assert_eq!((plan.amount, plan.interval_count, plan.interval.as_str()), (Some(Some(350)), 2, "week"));
    let Some(Some(PriceProduct::String(product))) = &plan.product else { panic!("no product: {plan:?}") };
    let product = client.get_products_id(&GetProductsIdRequest::new(product.as_str())).await?;
    assert_eq!((&product["name"], &product["metadata"]), (&json!("Porridge"), &json!({"hot": "yes"})));

    // With `expand`, the product stands in the plan, as localstripe knows products: without `images`.
    let request = GetPlansPlanRequest::new("porridge").expand(["product"]);
    let plan = client.get_plans_plan(&request).await?;
    let Some(Some(PriceProduct::Unknown(product))) = &plan.product else { panic!("no object: {plan:?}") };
    assert_eq!(product["name"], "Porridge");

    let request = PostPlansRequest::new("usd", "month")
        .product("oats/1 é?")
        .billing_scheme("tiered")
        .tiers_mode("graduated")
        .tiers([
            PostPlansRequestTiersItem::new(PostPlansRequestTiersItemUpTo::Integer(10)).unit_amount(500),
            PostPlansRequestTiersItem::new(PostPlansRequestTiersItemUpTo::Integer(20))
                .unit_amount(400)
                .flat_amount(100),
            PostPlansRequestTiersItem::new(PostPlansRequestTiersItemUpTo::Inf).unit_amount(300),
        ]);
    // The members of tiers are numbers for Stripe; localstripe keeps the text of the form, which is not read.
    let error = client.post_plans(&request).await.expect_err("numbers that are text");
    let expected = json!([
        {"up_to": "10", "unit_amount": "500"},
        {"up_to": "20", "unit_amount": "400", "flat_amount": "100"},
        {"up_to": "inf", "unit_amount": "300"},
    ]);
    assert_eq!((error.status(), &parsed(&error.body_text())?["tiers"]), (Some(200), &expected), "{error}");
    let oats = client.get_plans(&GetPlansRequest::new().product("oats/1 é?").active(false)).await?;
    assert_eq!(oats.data.len(), 0, "false is sent, and is false");
    Ok(())
}

async fn coupons(client: &Client) -> Result<(), Failure> {
    let request =
        PostCouponsRequest::new().id("half").percent_off(12.5).duration("repeating").duration_in_months(3);
    client.post_coupons(&request).await?;
    let kept = client.get_coupons_coupon(&GetCouponsCouponRequest::new("half")).await?;
    assert_eq!((kept.percent_off, kept.duration_in_months), (Some(Some(12.5)), Some(Some(3))));
    let error = client.post_coupons(&request).await.expect_err("there is one already");
    assert_eq!(error.status(), Some(409));
    let gone = client.delete_coupons_coupon(&DeleteCouponsCouponRequest::new("half")).await?;
    assert_eq!(gone.id, "half");
    Ok(())
}

/// A customer who can pay.
async fn payer(client: &Client) -> Result<(String, String), Failure> {
    let customer = client.post_customers(&PostCustomersRequest::new().name("Payer")).await?.id;
    let card = PostPaymentMethodsRequestCardCardDetailsParams::new(12, 2030, "4242424242424242").cvc("123");
    let billing = PostPaymentMethodsRequestBillingDetails::new().name("Ann").email("ann@example.com");
    let request = PostPaymentMethodsRequest::new()
        .type_(GetPaymentMethodsRequestType::Card)
        .card(card)
        .billing_details(billing);
    let method = client.post_payment_methods(&request).await?;
    assert_eq!(method.billing_details.name.flatten().as_deref(), Some("Ann"));
    assert_eq!(method.card.ok_or("no card")?.last4, "4242");
    let request = PostPaymentMethodsPaymentMethodAttachRequest::new(method.id.as_str(), customer.as_str());
    let request = request.expand(["customer"]);
    let attached = client.post_payment_methods_payment_method_attach(&request).await?;
    let Some(Some(TaxIdCustomer::Customer(owner))) = attached.customer else {
        panic!("{:?}", attached.customer)
    };
    assert_eq!(owner.id, customer, "expanded");
    Ok((customer, method.id))
}

async fn payments(client: &Client) -> Result<(), Failure> {
    let (customer, method) = payer(client).await?;
    let request = PostPaymentIntentsRequest::new(1099, "eur")
        .customer(customer.as_str())
        .payment_method(method.as_str())
        .metadata([("order", "6735")]);
    let intent = client.post_payment_intents(&request).await?;
    assert_eq!((&intent["status"], &intent["amount"]), (&json!("requires_confirmation"), &json!(1099)));
    let id = intent["id"].as_str().ok_or("no id")?;
    client.post_payment_intents_intent_confirm(&PostPaymentIntentsIntentConfirmRequest::new(id)).await?;
    let request = GetPaymentIntentsIntentRequest::new(id).expand(["customer", "payment_method.customer"]);
    let paid = client.get_payment_intents_intent(&request).await?;
    assert_eq!((&paid["status"], &paid["metadata"]), (&json!("succeeded"), &json!({"order": "6735"})));
    assert_eq!(paid["customer"]["name"], "Payer");
    assert_eq!(paid["payment_method"]["customer"]["name"], "Payer", "expanded twice");

    let charge = paid["latest_charge"]["id"].as_str().ok_or("no charge")?;
    let refund = client.post_refunds(&PostRefundsRequest::new().charge(charge).amount(99)).await?;
    assert_eq!((refund.amount, refund.currency.as_str()), (99, "eur"));
    let cards = GetPaymentMethodsRequest::new().customer(customer).type_(GetPaymentMethodsRequestType::Card);
    assert_eq!(client.get_payment_methods(&cards).await?.data.len(), 1);
    Ok(())
}

async fn subscriptions(client: &Client) -> Result<(), Failure> {
    let mut rates = Vec::new();
    for (name, percentage) in [("VAT", 19.0), ("Città", 0.5)] {
        let rate = client.post_tax_rates(&PostTaxRatesRequest::new(name, false, percentage)).await?;
        assert_eq!((rate.display_name.as_str(), rate.percentage, rate.inclusive), (name, percentage, false));
        rates.push(rate.id);
    }
    let (customer, _) = payer(client).await?;
    let item = PostSubscriptionsRequestItemsItem::new()
        .price("porridge")
        .quantity(3)
        .metadata([("seat", "window")])
        .tax_rates(rates.clone());
    let request = PostSubscriptionsRequest::new(customer.as_str())
        .items([item])
        .trial_end(4_102_444_800)
        .default_tax_rates(rates.clone())
        .metadata([("via", AWKWARD)])
        .expand(["customer"]);
    let made = client.post_subscriptions(&request).await?;
    assert_eq!((&made["customer"]["name"], &made["trial_end"]), (&json!("Payer"), &json!(4_102_444_800_i64)));
    assert_eq!(made["metadata"], json!({"via": AWKWARD}));
    let ids = made["default_tax_rates"].as_array().into_iter().flatten().map(|rate| rate["id"].as_str());
    assert!(ids.eq(rates.iter().map(|id| Some(id.as_str()))), "{made}");
    let item = &made["items"]["data"][0];
    assert_eq!((&item["plan"]["id"], &item["quantity"]), (&json!("porridge"), &json!(3)));
    assert_eq!(
        (&item["metadata"], item["tax_rates"][1]["display_name"].as_str()),
        (&json!({"seat": "window"}), Some("Città"))
    );

    let id = made["id"].as_str().ok_or("no id")?;
    let request = PostSubscriptionsSubscriptionExposedIdRequest::new(id)
        .cancel_at_period_end(true)
        .default_tax_rates(vec![rates[1].clone()]);
    let changed = client.post_subscriptions_subscription_exposed_id(&request).await?;
    assert_eq!(changed["cancel_at_period_end"], true);
    assert_eq!(changed["default_tax_rates"].as_array().map(Vec::len), Some(1));
    let list = client
        .get_subscriptions(
            &GetSubscriptionsRequest::new().customer(customer).status(GetSubscriptionsRequestStatus::All),
        )
        .await?;
    assert_eq!(list["data"][0]["id"], id);
    let gone = DeleteSubscriptionsSubscriptionExposedIdRequest::new(id);
    assert_eq!(client.delete_subscriptions_subscription_exposed_id(&gone).await?["status"], "canceled");
    let kept = GetSubscriptionsSubscriptionExposedIdRequest::new(id);
    assert_eq!(client.get_subscriptions_subscription_exposed_id(&kept).await?["status"], "canceled");
    Ok(())
}

async fn errors(client: &Client) -> Result<(), Failure> {
    let error = client
        .get_customers_customer(&GetCustomersCustomerRequest::new("cus_none"))
        .await
        .expect_err("no such");
    assert_eq!(error.status(), Some(404));
    let Error::Api { error, .. } = error else { panic!("an error that Stripe does not document: {error}") };
    let (kind, message) = (error.error.type_.as_str(), error.error.message.as_deref());
    assert_eq!((kind, message), ("invalid_request_error", Some("Not Found")));
    let error = client
        .post_payment_intents(&PostPaymentIntentsRequest::new(-5, "eur"))
        .await
        .expect_err("less than nothing");
    assert_eq!(error.status(), Some(400));
    // localstripe has no such filter, and its answer tells that `created[gte]` is a member of `created`.
    let range = GetCustomersRequestCreatedRangeQuerySpecs::new().gte(1).lt(2);
    let error =
        client.get_customers(&GetCustomersRequest::new().created(range)).await.expect_err("no such filter");
    assert_eq!(parsed(&error.body_text())?["error"]["message"], "Unexpected created");
    Ok(())
}
