app_name = "championship"
urlpatterns = []
